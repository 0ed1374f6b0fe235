import js from '@eslint/js'
import { configs as lit } from 'eslint-plugin-lit'
import tseslint from 'typescript-eslint'

/**
 * Which way the doors open. For each room the rooms it may not import from; test/architecture checks the same on the
 * resolved files. Within a room imports are relative, across rooms they go by #protocol, #domain, #platform.
 */
const CLOSED_DOORS = {
  'core/protocol': ['domain', 'platform', 'sfu', 'signaling', 'docs-service', 'web', 'test', 'bin'],
  'core/domain': ['platform', 'sfu', 'signaling', 'docs-service', 'web', 'test', 'bin'],
  'core/platform': ['domain', 'sfu', 'signaling', 'docs-service', 'web', 'test', 'bin'],
  sfu: ['domain', 'signaling', 'docs-service', 'web', 'test', 'bin'],
  signaling: ['sfu', 'docs-service', 'web', 'test', 'bin'],
  'docs-service': ['sfu', 'signaling', 'web', 'test', 'bin'],
  web: ['platform', 'sfu', 'signaling', 'docs-service', 'test', 'bin'],
}

/** A test beside the code may use the harness besides. */
function closedDoors(room, closed) {
  return [
    { files: [`${room}/**/*.ts`], rules: { 'no-restricted-imports': ['error', restriction(room, closed)] } },
    {
      files: [`${room}/**/*.test.ts`],
      rules: { 'no-restricted-imports': ['error', restriction(room, closed.filter((other) => other !== 'test'))] },
    },
  ]
}

function restriction(room, closed) {
  const group = closed.flatMap((other) => [`#${other}/*`, `../${other}/**`, `../core/${other}/**`, `**/../${other}/**`, `**/../core/${other}/**`])
  return { patterns: [{ group, message: `${room} may not import ${closed.join(', ')} (ARCHITECTURE.md)` }] }
}

export default tseslint.config(
  { ignores: ['node_modules/', 'web/dist/', 'web/public/', 'out/', '.data/', '**/*.d.ts'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2024, sourceType: 'module' },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // The type checker knows every name.
      'no-undef': 'off',
      'max-lines': ['warn', { max: 300, skipBlankLines: true, skipComments: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }],
      // A schema and its type share one name.
      '@typescript-eslint/no-redeclare': 'off',
      'no-redeclare': 'off',
    },
  },
  { ...lit['flat/recommended'], files: ['web/**/*.ts'] },
  ...Object.entries(CLOSED_DOORS).flatMap(([room, closed]) => closedDoors(room, closed)),
  {
    files: ['core/protocol/**/*.ts', 'core/domain/**/*.ts'],
    ignores: ['**/*.test.ts', '**/testing/**'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'setTimeout', 'fetch'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The law is pure: time comes in as a value.' },
        { object: 'Math', property: 'random', message: 'The law is pure: ids come in as values.' },
      ],
    },
  },
  { files: ['bin/tongting.mjs'], languageOptions: { globals: { console: 'readonly', process: 'readonly', performance: 'readonly' } } },
)
