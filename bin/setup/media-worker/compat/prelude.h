// Included before every source of the media worker and compiled once for all of them: it takes the headers that most
// sources need anyway off their compile time, and carries the guard against kernel TLS everywhere.
#include "no-kernel-tls.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <deque>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <ankerl/unordered_dense.h>
#include <flatbuffers/flatbuffers.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <uv.h>

#include "FBS/message.h"
#include "FBS/transport.h"
#include "FBS/webRtcTransport.h"
#include "FBS/worker.h"
