// Has libsrtp 2 do its cryptography with the OpenSSL that is linked in anyway, through libsrtp's own interface for
// replacing ciphers. The distribution's build uses NSS and, for HMAC-SHA1, portable C: two to four times the time for
// each packet. libsrtp runs its self tests, the old and the new type's, before it takes a replacement.
#ifndef TONGTING_COMPAT_SRTP_OPENSSL_H
#define TONGTING_COMPAT_SRTP_OPENSSL_H

#include <srtp2/auth.h>
#include <srtp2/cipher.h>

#include <cstring>
#include <new>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

// The types that libsrtp comes with; their test vectors serve the replacements too.
extern "C" const srtp_cipher_type_t srtp_aes_icm_128;
extern "C" const srtp_cipher_type_t srtp_aes_icm_256;
extern "C" const srtp_cipher_type_t srtp_aes_gcm_128;
extern "C" const srtp_cipher_type_t srtp_aes_gcm_256;
extern "C" const srtp_auth_type_t srtp_hmac;

namespace tongting
{
	inline srtp_err_status_t statusOf(bool ok, srtp_err_status_t otherwise)
	{
		return ok ? srtp_err_status_ok : otherwise;
	}

	// One AES context of OpenSSL and what the modes keep beside it.
	struct Aes
	{
		EVP_CIPHER_CTX* context{ EVP_CIPHER_CTX_new() };
		int tagLen{ 0 };
		bool encrypting{ true };
		uint8_t salt[16]{};

		~Aes()
		{
			EVP_CIPHER_CTX_free(this->context);
			OPENSSL_cleanse(this->salt, sizeof(this->salt));
		}
	};

	// `keyLenWithSalt` is what libsrtp calls the length of the key: the AES key and the salt behind it.
	inline srtp_err_status_t allocAes(
	  srtp_cipher_pointer_t* out, const srtp_cipher_type_t* type, const EVP_CIPHER* evp, int keyLenWithSalt, int tagLen)
	{
		auto* cipher = new (std::nothrow) srtp_cipher_t{};
		auto* aes    = new (std::nothrow) Aes();

		if (!cipher || !aes || !aes->context || EVP_CipherInit_ex(aes->context, evp, nullptr, nullptr, nullptr, 1) != 1)
		{
			delete cipher;
			delete aes;

			return srtp_err_status_alloc_fail;
		}

		aes->tagLen       = tagLen;
		cipher->type      = type;
		cipher->state     = aes;
		cipher->key_len   = keyLenWithSalt;
		cipher->algorithm = static_cast<int>(type->id);
		*out              = cipher;

		return srtp_err_status_ok;
	}

	inline srtp_err_status_t deallocAes(srtp_cipher_pointer_t cipher)
	{
		delete static_cast<Aes*>(cipher->state);
		delete cipher;

		return srtp_err_status_ok;
	}

	inline bool update(Aes* aes, uint8_t* out, const uint8_t* in, unsigned int len)
	{
		int written = 0;

		return len == 0 || EVP_CipherUpdate(aes->context, out, &written, in, static_cast<int>(len)) == 1;
	}

	// AES in counter mode as RFC 3711 4.1.1 has it: the counter starts at salt XOR packet index, last two octets zero.
	struct CounterMode
	{
		static constexpr int SaltLen = 14;

		template<int keyLen>
		static srtp_err_status_t init(void* state, const uint8_t* key)
		{
			auto* aes = static_cast<Aes*>(state);

			std::memcpy(aes->salt, key + keyLen, SaltLen);
			std::memset(aes->salt + SaltLen, 0, sizeof(aes->salt) - SaltLen);

			return statusOf(
			  EVP_CipherInit_ex(aes->context, nullptr, nullptr, key, nullptr, 1) == 1, srtp_err_status_init_fail);
		}

		static srtp_err_status_t setIv(void* state, uint8_t* iv, srtp_cipher_direction_t /*direction*/)
		{
			auto* aes = static_cast<Aes*>(state);
			uint8_t counter[16];

			for (size_t i = 0; i < sizeof(counter); ++i)
			{
				counter[i] = aes->salt[i] ^ iv[i];
			}

			return statusOf(
			  EVP_CipherInit_ex(aes->context, nullptr, nullptr, nullptr, counter, 1) == 1, srtp_err_status_cipher_fail);
		}

		static srtp_err_status_t crypt(void* state, uint8_t* buffer, unsigned int* len)
		{
			return statusOf(update(static_cast<Aes*>(state), buffer, buffer, *len), srtp_err_status_cipher_fail);
		}
	};

	// AES-GCM as RFC 7714 has it; libsrtp makes the nonce itself.
	struct GaloisMode
	{
		static constexpr int SaltLen = 12;

		template<int keyLen>
		static srtp_err_status_t init(void* state, const uint8_t* key)
		{
			auto* aes = static_cast<Aes*>(state);

			return statusOf(
			  EVP_CipherInit_ex(aes->context, nullptr, nullptr, key, nullptr, 1) == 1, srtp_err_status_init_fail);
		}

		static srtp_err_status_t setIv(void* state, uint8_t* iv, srtp_cipher_direction_t direction)
		{
			auto* aes       = static_cast<Aes*>(state);
			aes->encrypting = direction != srtp_direction_decrypt;

			return statusOf(
			  EVP_CipherInit_ex(aes->context, nullptr, nullptr, nullptr, iv, aes->encrypting ? 1 : 0) == 1,
			  srtp_err_status_cipher_fail);
		}

		static srtp_err_status_t setAad(void* state, const uint8_t* aad, uint32_t len)
		{
			return statusOf(update(static_cast<Aes*>(state), nullptr, aad, len), srtp_err_status_algo_fail);
		}

		static srtp_err_status_t encrypt(void* state, uint8_t* buffer, unsigned int* len)
		{
			return statusOf(update(static_cast<Aes*>(state), buffer, buffer, *len), srtp_err_status_cipher_fail);
		}

		// The tag lies behind the ciphertext. OpenSSL compares it in constant time.
		static srtp_err_status_t decrypt(void* state, uint8_t* buffer, unsigned int* len)
		{
			auto* aes        = static_cast<Aes*>(state);
			const auto tag   = static_cast<unsigned int>(aes->tagLen);
			int written      = 0;
			uint8_t spare[16];

			if (*len < tag)
			{
				return srtp_err_status_bad_param;
			}

			const unsigned int plain = *len - tag;

			if (EVP_CIPHER_CTX_ctrl(aes->context, EVP_CTRL_AEAD_SET_TAG, aes->tagLen, buffer + plain) != 1)
			{
				return srtp_err_status_algo_fail;
			}
			if (!update(aes, buffer, buffer, plain) || EVP_CipherFinal_ex(aes->context, spare, &written) != 1)
			{
				return srtp_err_status_auth_fail;
			}

			*len = plain;

			return srtp_err_status_ok;
		}

		static srtp_err_status_t getTag(void* state, uint8_t* tag, uint32_t* len)
		{
			auto* aes   = static_cast<Aes*>(state);
			int written = 0;
			uint8_t spare[16];

			if (EVP_CipherFinal_ex(aes->context, spare, &written) != 1)
			{
				return srtp_err_status_cipher_fail;
			}

			*len = static_cast<uint32_t>(aes->tagLen);

			return statusOf(
			  EVP_CIPHER_CTX_ctrl(aes->context, EVP_CTRL_AEAD_GET_TAG, aes->tagLen, tag) == 1, srtp_err_status_algo_fail);
		}
	};

	// A cipher type with the number, name and test vectors of the one that it replaces.
	template<const srtp_cipher_type_t* original, typename Mode, const EVP_CIPHER* (*evp)(), int keyLen>
	struct Replacement
	{
		static srtp_err_status_t alloc(srtp_cipher_pointer_t* cipher, int keyLenWithSalt, int tagLen)
		{
			if (keyLenWithSalt != keyLen + Mode::SaltLen)
			{
				return srtp_err_status_bad_param;
			}

			return allocAes(cipher, type(), evp(), keyLenWithSalt, tagLen);
		}

		static const srtp_cipher_type_t* type()
		{
			static const srtp_cipher_type_t made = make();

			return &made;
		}

		static srtp_cipher_type_t make()
		{
			srtp_cipher_type_t made = *original;

			made.alloc   = alloc;
			made.dealloc = deallocAes;
			made.init    = Mode::template init<keyLen>;
			made.set_iv  = Mode::setIv;

			if constexpr (requires { Mode::setAad; })
			{
				made.set_aad = Mode::setAad;
				made.encrypt = Mode::encrypt;
				made.decrypt = Mode::decrypt;
				made.get_tag = Mode::getTag;
			}
			else
			{
				made.encrypt = Mode::crypt;
				made.decrypt = Mode::crypt;
			}

			return made;
		}

		static srtp_err_status_t install()
		{
			return srtp_replace_cipher_type(type(), original->id);
		}
	};

	// HMAC-SHA1 (RFC 2104): both pads are hashed once per key, so a packet costs its own blocks and two more.
	struct HmacSha1
	{
		static constexpr int BlockLen = 64;

		SHA_CTX innerStart;
		SHA_CTX outerStart;
		SHA_CTX running;

		static srtp_err_status_t alloc(srtp_auth_pointer_t* out, int keyLen, int tagLen)
		{
			if (keyLen > SHA_DIGEST_LENGTH || tagLen > SHA_DIGEST_LENGTH)
			{
				return srtp_err_status_bad_param;
			}

			auto* auth = new (std::nothrow) srtp_auth_t{};
			auto* hmac = new (std::nothrow) HmacSha1();

			if (!auth || !hmac)
			{
				delete auth;
				delete hmac;

				return srtp_err_status_alloc_fail;
			}

			auth->type    = type();
			auth->state   = hmac;
			auth->key_len = keyLen;
			auth->out_len = tagLen;
			*out          = auth;

			return srtp_err_status_ok;
		}

		static srtp_err_status_t dealloc(srtp_auth_pointer_t auth)
		{
			auto* hmac = static_cast<HmacSha1*>(auth->state);

			OPENSSL_cleanse(hmac, sizeof(*hmac));
			delete hmac;
			delete auth;

			return srtp_err_status_ok;
		}

		static srtp_err_status_t init(void* state, const uint8_t* key, int keyLen)
		{
			auto* hmac = static_cast<HmacSha1*>(state);

			startWithPad(&hmac->innerStart, key, keyLen, 0x36);
			startWithPad(&hmac->outerStart, key, keyLen, 0x5c);
			hmac->running = hmac->innerStart;

			return srtp_err_status_ok;
		}

		static void startWithPad(SHA_CTX* context, const uint8_t* key, int keyLen, uint8_t pad)
		{
			uint8_t block[BlockLen];

			for (int i = 0; i < BlockLen; ++i)
			{
				block[i] = static_cast<uint8_t>(i < keyLen ? key[i] ^ pad : pad);
			}

			SHA1_Init(context);
			SHA1_Update(context, block, sizeof(block));
			OPENSSL_cleanse(block, sizeof(block));
		}

		static srtp_err_status_t start(void* state)
		{
			auto* hmac    = static_cast<HmacSha1*>(state);
			hmac->running = hmac->innerStart;

			return srtp_err_status_ok;
		}

		static srtp_err_status_t update(void* state, const uint8_t* data, int len)
		{
			SHA1_Update(&static_cast<HmacSha1*>(state)->running, data, static_cast<size_t>(len));

			return srtp_err_status_ok;
		}

		static srtp_err_status_t compute(void* state, const uint8_t* data, int len, int tagLen, uint8_t* tag)
		{
			auto* hmac = static_cast<HmacSha1*>(state);
			uint8_t digest[SHA_DIGEST_LENGTH];

			if (tagLen > SHA_DIGEST_LENGTH)
			{
				return srtp_err_status_bad_param;
			}

			SHA1_Update(&hmac->running, data, static_cast<size_t>(len));
			SHA1_Final(digest, &hmac->running);
			hmac->running = hmac->outerStart;
			SHA1_Update(&hmac->running, digest, sizeof(digest));
			SHA1_Final(digest, &hmac->running);
			std::memcpy(tag, digest, static_cast<size_t>(tagLen));

			return srtp_err_status_ok;
		}

		static const srtp_auth_type_t* type()
		{
			static const srtp_auth_type_t made{ alloc,        dealloc,           init, compute, update, start, srtp_hmac.description,
				                                srtp_hmac.test_data, srtp_hmac.id };

			return &made;
		}
	};

	// A replacement that fails libsrtp's self tests is not taken: the distribution's own stays, which is slower but right.
	inline srtp_err_status_t initSrtpWithOpenSsl()
	{
		const auto status = srtp_init();

		if (status == srtp_err_status_ok)
		{
			Replacement<&srtp_aes_icm_128, CounterMode, EVP_aes_128_ctr, 16>::install();
			Replacement<&srtp_aes_icm_256, CounterMode, EVP_aes_256_ctr, 32>::install();
			Replacement<&srtp_aes_gcm_128, GaloisMode, EVP_aes_128_gcm, 16>::install();
			Replacement<&srtp_aes_gcm_256, GaloisMode, EVP_aes_256_gcm, 32>::install();
			srtp_replace_auth_type(HmacSha1::type(), srtp_hmac.id);
		}

		return status;
	}
} // namespace tongting

#define srtp_init tongting::initSrtpWithOpenSsl

#endif
