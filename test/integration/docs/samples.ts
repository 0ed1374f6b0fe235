export * from '../../../docs-service/testing/samples.ts'
