// Stands in for ankerl::unordered_dense where the distribution does not package it: the same names over the
// standard containers. Only what the media worker uses is offered.
#ifndef TONGTING_COMPAT_UNORDERED_DENSE_H
#define TONGTING_COMPAT_UNORDERED_DENSE_H

#include <cstddef>
#include <cstdint>
#include <functional>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>

namespace ankerl::unordered_dense
{
	// std::hash is the identity for integers; the worker combines hashes and counts on every bit being mixed.
	// The mixing is the finaliser of splitmix64.
	template<typename Key, typename Enable = void>
	struct hash
	{
		size_t operator()(const Key& key) const noexcept(noexcept(std::hash<Key>{}(key)))
		{
			auto bits = static_cast<uint64_t>(std::hash<Key>{}(key));

			bits += 0x9e3779b97f4a7c15ull;
			bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9ull;
			bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebull;

			return static_cast<size_t>(bits ^ (bits >> 31));
		}
	};

	template<typename Key, typename Value, typename Hash = hash<Key>, typename Equal = std::equal_to<Key>>
	using map = std::unordered_map<Key, Value, Hash, Equal>;

	template<typename Key, typename Hash = hash<Key>, typename Equal = std::equal_to<Key>>
	using set = std::unordered_set<Key, Hash, Equal>;
} // namespace ankerl::unordered_dense

#endif
