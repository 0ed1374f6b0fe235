// Included before every source of the media worker.
//
// The worker's BIO callback answers 1 to every BIO_ctrl. An OpenSSL built with kernel TLS asks its BIO "do you
// encrypt in the kernel?" by such a call, believes the 1, allocates no write buffer and crashes on the first
// browser's DTLS handshake. The wrapper answers that one question with no and passes everything else on.
#ifndef TONGTING_COMPAT_NO_KERNEL_TLS_H
#define TONGTING_COMPAT_NO_KERNEL_TLS_H

#include <cstddef>
#include <openssl/bio.h>

namespace tongting
{
	template<BIO_callback_fn_ex callback>
	long withoutKernelTls(
	  BIO* bio, int operation, const char* data, size_t len, int command, long argument, int result, size_t* processed)
	{
		if (operation == (BIO_CB_CTRL | BIO_CB_RETURN))
		{
			if (command == BIO_CTRL_GET_KTLS_SEND || command == BIO_CTRL_GET_KTLS_RECV)
			{
				return 0;
			}
		}

		return callback(bio, operation, data, len, command, argument, result, processed);
	}
} // namespace tongting

#define BIO_set_callback_ex(bio, callback) BIO_set_callback_ex(bio, &tongting::withoutKernelTls<callback>)

#endif
