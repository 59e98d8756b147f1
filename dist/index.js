import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 770:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

module.exports = __nccwpck_require__(218);


/***/ }),

/***/ 218:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

var __webpack_unused_export__;


var net = __nccwpck_require__(278);
var tls = __nccwpck_require__(756);
var http = __nccwpck_require__(611);
var https = __nccwpck_require__(692);
var events = __nccwpck_require__(434);
var assert = __nccwpck_require__(613);
var util = __nccwpck_require__(23);


exports.httpOverHttp = httpOverHttp;
exports.httpsOverHttp = httpsOverHttp;
exports.httpOverHttps = httpOverHttps;
exports.httpsOverHttps = httpsOverHttps;


function httpOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  return agent;
}

function httpsOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}

function httpOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  return agent;
}

function httpsOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}


function TunnelingAgent(options) {
  var self = this;
  self.options = options || {};
  self.proxyOptions = self.options.proxy || {};
  self.maxSockets = self.options.maxSockets || http.Agent.defaultMaxSockets;
  self.requests = [];
  self.sockets = [];

  self.on('free', function onFree(socket, host, port, localAddress) {
    var options = toOptions(host, port, localAddress);
    for (var i = 0, len = self.requests.length; i < len; ++i) {
      var pending = self.requests[i];
      if (pending.host === options.host && pending.port === options.port) {
        // Detect the request to connect same origin server,
        // reuse the connection.
        self.requests.splice(i, 1);
        pending.request.onSocket(socket);
        return;
      }
    }
    socket.destroy();
    self.removeSocket(socket);
  });
}
util.inherits(TunnelingAgent, events.EventEmitter);

TunnelingAgent.prototype.addRequest = function addRequest(req, host, port, localAddress) {
  var self = this;
  var options = mergeOptions({request: req}, self.options, toOptions(host, port, localAddress));

  if (self.sockets.length >= this.maxSockets) {
    // We are over limit so we'll add it to the queue.
    self.requests.push(options);
    return;
  }

  // If we are under maxSockets create a new one.
  self.createSocket(options, function(socket) {
    socket.on('free', onFree);
    socket.on('close', onCloseOrRemove);
    socket.on('agentRemove', onCloseOrRemove);
    req.onSocket(socket);

    function onFree() {
      self.emit('free', socket, options);
    }

    function onCloseOrRemove(err) {
      self.removeSocket(socket);
      socket.removeListener('free', onFree);
      socket.removeListener('close', onCloseOrRemove);
      socket.removeListener('agentRemove', onCloseOrRemove);
    }
  });
};

TunnelingAgent.prototype.createSocket = function createSocket(options, cb) {
  var self = this;
  var placeholder = {};
  self.sockets.push(placeholder);

  var connectOptions = mergeOptions({}, self.proxyOptions, {
    method: 'CONNECT',
    path: options.host + ':' + options.port,
    agent: false,
    headers: {
      host: options.host + ':' + options.port
    }
  });
  if (options.localAddress) {
    connectOptions.localAddress = options.localAddress;
  }
  if (connectOptions.proxyAuth) {
    connectOptions.headers = connectOptions.headers || {};
    connectOptions.headers['Proxy-Authorization'] = 'Basic ' +
        new Buffer(connectOptions.proxyAuth).toString('base64');
  }

  debug('making CONNECT request');
  var connectReq = self.request(connectOptions);
  connectReq.useChunkedEncodingByDefault = false; // for v0.6
  connectReq.once('response', onResponse); // for v0.6
  connectReq.once('upgrade', onUpgrade);   // for v0.6
  connectReq.once('connect', onConnect);   // for v0.7 or later
  connectReq.once('error', onError);
  connectReq.end();

  function onResponse(res) {
    // Very hacky. This is necessary to avoid http-parser leaks.
    res.upgrade = true;
  }

  function onUpgrade(res, socket, head) {
    // Hacky.
    process.nextTick(function() {
      onConnect(res, socket, head);
    });
  }

  function onConnect(res, socket, head) {
    connectReq.removeAllListeners();
    socket.removeAllListeners();

    if (res.statusCode !== 200) {
      debug('tunneling socket could not be established, statusCode=%d',
        res.statusCode);
      socket.destroy();
      var error = new Error('tunneling socket could not be established, ' +
        'statusCode=' + res.statusCode);
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    if (head.length > 0) {
      debug('got illegal response body from proxy');
      socket.destroy();
      var error = new Error('got illegal response body from proxy');
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    debug('tunneling connection has established');
    self.sockets[self.sockets.indexOf(placeholder)] = socket;
    return cb(socket);
  }

  function onError(cause) {
    connectReq.removeAllListeners();

    debug('tunneling socket could not be established, cause=%s\n',
          cause.message, cause.stack);
    var error = new Error('tunneling socket could not be established, ' +
                          'cause=' + cause.message);
    error.code = 'ECONNRESET';
    options.request.emit('error', error);
    self.removeSocket(placeholder);
  }
};

TunnelingAgent.prototype.removeSocket = function removeSocket(socket) {
  var pos = this.sockets.indexOf(socket)
  if (pos === -1) {
    return;
  }
  this.sockets.splice(pos, 1);

  var pending = this.requests.shift();
  if (pending) {
    // If we have pending requests and a socket gets closed a new one
    // needs to be created to take over in the pool for the one that closed.
    this.createSocket(pending, function(socket) {
      pending.request.onSocket(socket);
    });
  }
};

function createSecureSocket(options, cb) {
  var self = this;
  TunnelingAgent.prototype.createSocket.call(self, options, function(socket) {
    var hostHeader = options.request.getHeader('host');
    var tlsOptions = mergeOptions({}, self.options, {
      socket: socket,
      servername: hostHeader ? hostHeader.replace(/:.*$/, '') : options.host
    });

    // 0 is dummy port for v0.6
    var secureSocket = tls.connect(0, tlsOptions);
    self.sockets[self.sockets.indexOf(socket)] = secureSocket;
    cb(secureSocket);
  });
}


function toOptions(host, port, localAddress) {
  if (typeof host === 'string') { // since v0.10
    return {
      host: host,
      port: port,
      localAddress: localAddress
    };
  }
  return host; // for v0.11 or later
}

function mergeOptions(target) {
  for (var i = 1, len = arguments.length; i < len; ++i) {
    var overrides = arguments[i];
    if (typeof overrides === 'object') {
      var keys = Object.keys(overrides);
      for (var j = 0, keyLen = keys.length; j < keyLen; ++j) {
        var k = keys[j];
        if (overrides[k] !== undefined) {
          target[k] = overrides[k];
        }
      }
    }
  }
  return target;
}


var debug;
if (process.env.NODE_DEBUG && /\btunnel\b/.test(process.env.NODE_DEBUG)) {
  debug = function() {
    var args = Array.prototype.slice.call(arguments);
    if (typeof args[0] === 'string') {
      args[0] = 'TUNNEL: ' + args[0];
    } else {
      args.unshift('TUNNEL:');
    }
    console.error.apply(console, args);
  }
} else {
  debug = function() {};
}
__webpack_unused_export__ = debug; // for test


/***/ }),

/***/ 350:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ systemClock)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(916);

const LONGEST_TIMER_MS = 2 ** 31 - 1;
function systemClock() {
    return { now: () => performance.now(), epoch: () => Date.now(), sleep };
}
function sleep(ms, signal) {
    return new Promise((resolve, reject) => {
        const abort = () => {
            clearTimeout(timer);
            reject(new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .AbortedError */ .oM());
        };
        const timer = setTimeout(() => {
            signal.removeEventListener('abort', abort);
            resolve();
        }, Math.min(Math.max(0, ms), LONGEST_TIMER_MS));
        if (signal.aborted)
            abort();
        else
            signal.addEventListener('abort', abort, { once: true });
    });
}


/***/ }),

/***/ 435:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  C: () => (/* binding */ httpAdapter)
});

// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js + 2 modules
var lib = __nccwpck_require__(297);
;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");
// EXTERNAL MODULE: ./src/errors.ts
var errors = __nccwpck_require__(916);
;// CONCATENATED MODULE: ./src/adapters/http.ts




const LONGEST_BODY_MIB = 16;
function httpAdapter() {
    const client = new lib/* HttpClient */.Qq(undefined, [], { keepAlive: true });
    return {
        http: (request, signal) => send(request, client.getAgent(request.url), signal),
        close: () => client.dispose()
    };
}
async function send(request, agent, signal) {
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), request.timeoutMs);
    try {
        const message = await headersOf(request, agent, AbortSignal.any([signal, timeout.signal]));
        return { status: message.statusCode ?? 0, headers: flat(message.headers), body: await bodyOf(message) };
    }
    catch (error) {
        if (signal.aborted)
            throw new errors/* AbortedError */.oM();
        if (timeout.signal.aborted)
            throw new errors/* ConnectionError */.Rc('TIMEOUT', 'timeout');
        throw error instanceof errors/* ConnectionError */.Rc ? error : connectionError(error);
    }
    finally {
        clearTimeout(timer);
    }
}
function headersOf(request, agent, signal) {
    const { method, url, headers, body } = request;
    const { request: open } = url.startsWith('https:') ? external_node_https_namespaceObject : external_node_http_namespaceObject;
    return new Promise((resolve, reject) => {
        const outgoing = open(url, { method, headers: { ...headers }, agent, signal }, resolve);
        outgoing.on('error', reject);
        signal.addEventListener('abort', () => reject(new errors/* AbortedError */.oM()), { once: true });
        outgoing.end(body ?? undefined);
    });
}
async function bodyOf(message) {
    const chunks = [];
    let bytes = 0;
    for await (const chunk of message) {
        bytes += chunk.length;
        if (bytes > LONGEST_BODY_MIB * 1024 * 1024)
            throw new errors/* ConnectionError */.Rc('BODY_TOO_LARGE', `${LONGEST_BODY_MIB} MiB`);
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
}
function flat(headers) {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : (value ?? '')
    ]));
}
function connectionError(error) {
    const first = error instanceof AggregateError ? error.errors[0] : error;
    const code = first instanceof Error && 'code' in first ? String(first.code) : 'ERROR';
    const text = first instanceof Error ? first.message : String(first);
    return new errors/* ConnectionError */.Rc(code, text.includes(code) ? text : `${code} ${text}`);
}


/***/ }),

/***/ 542:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  m: () => (/* binding */ systemRunner)
});

;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function utils_toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_namespaceObject.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_namespaceObject.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_namespaceObject.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
    const convertedValue = utils_toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");
// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js + 2 modules
var lib = __nccwpck_require__(297);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/auth.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
class BasicCredentialHandler {
    constructor(username, password) {
        this.username = username;
        this.password = password;
    }
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`${this.username}:${this.password}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class auth_BearerCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Bearer ${this.token}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class PersonalAccessTokenCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`PAT:${this.token}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
//# sourceMappingURL=auth.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/oidc-utils.js
var oidc_utils_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



class oidc_utils_OidcClient {
    static createHttpClient(allowRetry = true, maxRetry = 10) {
        const requestOptions = {
            allowRetries: allowRetry,
            maxRetries: maxRetry
        };
        return new HttpClient('actions/oidc-client', [new BearerCredentialHandler(oidc_utils_OidcClient.getRequestToken())], requestOptions);
    }
    static getRequestToken() {
        const token = process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
        if (!token) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable');
        }
        return token;
    }
    static getIDTokenUrl() {
        const runtimeUrl = process.env['ACTIONS_ID_TOKEN_REQUEST_URL'];
        if (!runtimeUrl) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable');
        }
        return runtimeUrl;
    }
    static getCall(id_token_url) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            var _a;
            const httpclient = oidc_utils_OidcClient.createHttpClient();
            const res = yield httpclient
                .getJson(id_token_url)
                .catch(error => {
                throw new Error(`Failed to get ID Token. \n 
        Error Code : ${error.statusCode}\n 
        Error Message: ${error.message}`);
            });
            const id_token = (_a = res.result) === null || _a === void 0 ? void 0 : _a.value;
            if (!id_token) {
                throw new Error('Response json body do not have ID Token field');
            }
            return id_token;
        });
    }
    static getIDToken(audience) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            try {
                // New ID Token is requested from action service
                let id_token_url = oidc_utils_OidcClient.getIDTokenUrl();
                if (audience) {
                    const encodedAudience = encodeURIComponent(audience);
                    id_token_url = `${id_token_url}&audience=${encodedAudience}`;
                }
                debug(`ID token url is ${id_token_url}`);
                const id_token = yield oidc_utils_OidcClient.getCall(id_token_url);
                setSecret(id_token);
                return id_token;
            }
            catch (error) {
                throw new Error(`Error message: ${error.message}`);
            }
        });
    }
}
//# sourceMappingURL=oidc-utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/summary.js
var summary_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_namespaceObject.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return summary_awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_namespaceObject.constants.R_OK | external_fs_namespaceObject.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return summary_awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return summary_awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_namespaceObject.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = _summary;
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/path-utils.js

/**
 * toPosixPath converts the given path to the posix form. On Windows, \\ will be
 * replaced with /.
 *
 * @param pth. Path to transform.
 * @return string Posix path.
 */
function toPosixPath(pth) {
    return pth.replace(/[\\]/g, '/');
}
/**
 * toWin32Path converts the given path to the win32 form. On Linux, / will be
 * replaced with \\.
 *
 * @param pth. Path to transform.
 * @return string Win32 path.
 */
function toWin32Path(pth) {
    return pth.replace(/[/]/g, '\\');
}
/**
 * toPlatformPath converts the given path to a platform-specific path. It does
 * this by replacing instances of / and \ with the platform-specific path
 * separator.
 *
 * @param pth The path to platformize.
 * @return string The platform-specific path.
 */
function toPlatformPath(pth) {
    return pth.replace(/[/\\]/g, path.sep);
}
//# sourceMappingURL=path-utils.js.map
;// CONCATENATED MODULE: external "string_decoder"
const external_string_decoder_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");
// EXTERNAL MODULE: external "events"
var external_events_ = __nccwpck_require__(434);
;// CONCATENATED MODULE: external "child_process"
const external_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");
// EXTERNAL MODULE: external "assert"
var external_assert_ = __nccwpck_require__(613);
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io-util.js
var io_util_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { chmod, copyFile, lstat, mkdir, open: io_util_open, readdir, rename, rm, rmdir, stat, symlink, unlink } = external_fs_namespaceObject.promises;
// export const {open} = 'fs'
const IS_WINDOWS = process.platform === 'win32';
/**
 * Custom implementation of readlink to ensure Windows junctions
 * maintain trailing backslash for backward compatibility with Node.js < 24
 *
 * In Node.js 20, Windows junctions (directory symlinks) always returned paths
 * with trailing backslashes. Node.js 24 removed this behavior, which breaks
 * code that relied on this format for path operations.
 *
 * This implementation restores the Node 20 behavior by adding a trailing
 * backslash to all junction results on Windows.
 */
function readlink(fsPath) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        const result = yield fs.promises.readlink(fsPath);
        // On Windows, restore Node 20 behavior: add trailing backslash to all results
        // since junctions on Windows are always directory links
        if (IS_WINDOWS && !result.endsWith('\\')) {
            return `${result}\\`;
        }
        return result;
    });
}
// See https://github.com/nodejs/node/blob/d0153aee367422d0858105abec186da4dff0a0c5/deps/uv/include/uv/win.h#L691
const UV_FS_O_EXLOCK = 0x10000000;
const READONLY = external_fs_namespaceObject.constants.O_RDONLY;
function exists(fsPath) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        try {
            yield stat(fsPath);
        }
        catch (err) {
            if (err.code === 'ENOENT') {
                return false;
            }
            throw err;
        }
        return true;
    });
}
function isDirectory(fsPath_1) {
    return io_util_awaiter(this, arguments, void 0, function* (fsPath, useStat = false) {
        const stats = useStat ? yield stat(fsPath) : yield lstat(fsPath);
        return stats.isDirectory();
    });
}
/**
 * On OSX/Linux, true if path starts with '/'. On Windows, true for paths like:
 * \, \hello, \\hello\share, C:, and C:\hello (and corresponding alternate separator cases).
 */
function isRooted(p) {
    p = normalizeSeparators(p);
    if (!p) {
        throw new Error('isRooted() parameter "p" cannot be empty');
    }
    if (IS_WINDOWS) {
        return (p.startsWith('\\') || /^[A-Z]:/i.test(p) // e.g. \ or \hello or \\hello
        ); // e.g. C: or C:\hello
    }
    return p.startsWith('/');
}
/**
 * Best effort attempt to determine whether a file exists and is executable.
 * @param filePath    file path to check
 * @param extensions  additional file extensions to try
 * @return if file exists and is executable, returns the file path. otherwise empty string.
 */
function tryGetExecutablePath(filePath, extensions) {
    return io_util_awaiter(this, void 0, void 0, function* () {
        let stats = undefined;
        try {
            // test file exists
            stats = yield stat(filePath);
        }
        catch (err) {
            if (err.code !== 'ENOENT') {
                // eslint-disable-next-line no-console
                console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
            }
        }
        if (stats && stats.isFile()) {
            if (IS_WINDOWS) {
                // on Windows, test for valid extension
                const upperExt = external_path_namespaceObject.extname(filePath).toUpperCase();
                if (extensions.some(validExt => validExt.toUpperCase() === upperExt)) {
                    return filePath;
                }
            }
            else {
                if (isUnixExecutable(stats)) {
                    return filePath;
                }
            }
        }
        // try each extension
        const originalFilePath = filePath;
        for (const extension of extensions) {
            filePath = originalFilePath + extension;
            stats = undefined;
            try {
                stats = yield stat(filePath);
            }
            catch (err) {
                if (err.code !== 'ENOENT') {
                    // eslint-disable-next-line no-console
                    console.log(`Unexpected error attempting to determine if executable file exists '${filePath}': ${err}`);
                }
            }
            if (stats && stats.isFile()) {
                if (IS_WINDOWS) {
                    // preserve the case of the actual file (since an extension was appended)
                    try {
                        const directory = external_path_namespaceObject.dirname(filePath);
                        const upperName = external_path_namespaceObject.basename(filePath).toUpperCase();
                        for (const actualName of yield readdir(directory)) {
                            if (upperName === actualName.toUpperCase()) {
                                filePath = external_path_namespaceObject.join(directory, actualName);
                                break;
                            }
                        }
                    }
                    catch (err) {
                        // eslint-disable-next-line no-console
                        console.log(`Unexpected error attempting to determine the actual case of the file '${filePath}': ${err}`);
                    }
                    return filePath;
                }
                else {
                    if (isUnixExecutable(stats)) {
                        return filePath;
                    }
                }
            }
        }
        return '';
    });
}
function normalizeSeparators(p) {
    p = p || '';
    if (IS_WINDOWS) {
        // convert slashes on Windows
        p = p.replace(/\//g, '\\');
        // remove redundant slashes
        return p.replace(/\\\\+/g, '\\');
    }
    // remove redundant slashes
    return p.replace(/\/\/+/g, '/');
}
// on Mac/Linux, test the execute bit
//     R   W  X  R  W X R W X
//   256 128 64 32 16 8 4 2 1
function isUnixExecutable(stats) {
    return ((stats.mode & 1) > 0 ||
        ((stats.mode & 8) > 0 &&
            process.getgid !== undefined &&
            stats.gid === process.getgid()) ||
        ((stats.mode & 64) > 0 &&
            process.getuid !== undefined &&
            stats.uid === process.getuid()));
}
// Get the path of cmd.exe in windows
function getCmdPath() {
    var _a;
    return (_a = process.env['COMSPEC']) !== null && _a !== void 0 ? _a : `cmd.exe`;
}
//# sourceMappingURL=io-util.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/io/lib/io.js
var io_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



/**
 * Copies a file or folder.
 * Based off of shelljs - https://github.com/shelljs/shelljs/blob/9237f66c52e5daa40458f94f9565e18e8132f5a6/src/cp.js
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See CopyOptions.
 */
function cp(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        const { force, recursive, copySourceDirectory } = readCopyOptions(options);
        const destStat = (yield ioUtil.exists(dest)) ? yield ioUtil.stat(dest) : null;
        // Dest is an existing file, but not forcing
        if (destStat && destStat.isFile() && !force) {
            return;
        }
        // If dest is an existing directory, should copy inside.
        const newDest = destStat && destStat.isDirectory() && copySourceDirectory
            ? path.join(dest, path.basename(source))
            : dest;
        if (!(yield ioUtil.exists(source))) {
            throw new Error(`no such file or directory: ${source}`);
        }
        const sourceStat = yield ioUtil.stat(source);
        if (sourceStat.isDirectory()) {
            if (!recursive) {
                throw new Error(`Failed to copy. ${source} is a directory, but tried to copy without recursive flag.`);
            }
            else {
                yield cpDirRecursive(source, newDest, 0, force);
            }
        }
        else {
            if (path.relative(source, newDest) === '') {
                // a file cannot be copied to itself
                throw new Error(`'${newDest}' and '${source}' are the same file`);
            }
            yield io_copyFile(source, newDest, force);
        }
    });
}
/**
 * Moves a path.
 *
 * @param     source    source path
 * @param     dest      destination path
 * @param     options   optional. See MoveOptions.
 */
function mv(source_1, dest_1) {
    return io_awaiter(this, arguments, void 0, function* (source, dest, options = {}) {
        if (yield ioUtil.exists(dest)) {
            let destExists = true;
            if (yield ioUtil.isDirectory(dest)) {
                // If dest is directory copy src into dest
                dest = path.join(dest, path.basename(source));
                destExists = yield ioUtil.exists(dest);
            }
            if (destExists) {
                if (options.force == null || options.force) {
                    yield rmRF(dest);
                }
                else {
                    throw new Error('Destination already exists');
                }
            }
        }
        yield mkdirP(path.dirname(dest));
        yield ioUtil.rename(source, dest);
    });
}
/**
 * Remove a path recursively with force
 *
 * @param inputPath path to remove
 */
function rmRF(inputPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (ioUtil.IS_WINDOWS) {
            // Check for invalid characters
            // https://docs.microsoft.com/en-us/windows/win32/fileio/naming-a-file
            if (/[*"<>|]/.test(inputPath)) {
                throw new Error('File path must not contain `*`, `"`, `<`, `>` or `|` on Windows');
            }
        }
        try {
            // note if path does not exist, error is silent
            yield ioUtil.rm(inputPath, {
                force: true,
                maxRetries: 3,
                recursive: true,
                retryDelay: 300
            });
        }
        catch (err) {
            throw new Error(`File was unable to be removed ${err}`);
        }
    });
}
/**
 * Make a directory.  Creates the full path with folders in between
 * Will throw if it fails
 *
 * @param   fsPath        path to create
 * @returns Promise<void>
 */
function mkdirP(fsPath) {
    return io_awaiter(this, void 0, void 0, function* () {
        ok(fsPath, 'a path argument must be provided');
        yield ioUtil.mkdir(fsPath, { recursive: true });
    });
}
/**
 * Returns path of a tool had the tool actually been invoked.  Resolves via paths.
 * If you check and the tool does not exist, it will throw.
 *
 * @param     tool              name of the tool
 * @param     check             whether to check if tool exists
 * @returns   Promise<string>   path to tool
 */
function which(tool, check) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // recursive when check=true
        if (check) {
            const result = yield which(tool, false);
            if (!result) {
                if (IS_WINDOWS) {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also verify the file has a valid extension for an executable file.`);
                }
                else {
                    throw new Error(`Unable to locate executable file: ${tool}. Please verify either the file path exists or the file can be found within a directory specified by the PATH environment variable. Also check the file mode to verify the file is executable.`);
                }
            }
            return result;
        }
        const matches = yield findInPath(tool);
        if (matches && matches.length > 0) {
            return matches[0];
        }
        return '';
    });
}
/**
 * Returns a list of all occurrences of the given tool on the system path.
 *
 * @returns   Promise<string[]>  the paths of the tool
 */
function findInPath(tool) {
    return io_awaiter(this, void 0, void 0, function* () {
        if (!tool) {
            throw new Error("parameter 'tool' is required");
        }
        // build the list of extensions to try
        const extensions = [];
        if (IS_WINDOWS && process.env['PATHEXT']) {
            for (const extension of process.env['PATHEXT'].split(external_path_namespaceObject.delimiter)) {
                if (extension) {
                    extensions.push(extension);
                }
            }
        }
        // if it's rooted, return it if exists. otherwise return empty.
        if (isRooted(tool)) {
            const filePath = yield tryGetExecutablePath(tool, extensions);
            if (filePath) {
                return [filePath];
            }
            return [];
        }
        // if any path separators, return empty
        if (tool.includes(external_path_namespaceObject.sep)) {
            return [];
        }
        // build the list of directories
        //
        // Note, technically "where" checks the current directory on Windows. From a toolkit perspective,
        // it feels like we should not do this. Checking the current directory seems like more of a use
        // case of a shell, and the which() function exposed by the toolkit should strive for consistency
        // across platforms.
        const directories = [];
        if (process.env.PATH) {
            for (const p of process.env.PATH.split(external_path_namespaceObject.delimiter)) {
                if (p) {
                    directories.push(p);
                }
            }
        }
        // find all matches
        const matches = [];
        for (const directory of directories) {
            const filePath = yield tryGetExecutablePath(external_path_namespaceObject.join(directory, tool), extensions);
            if (filePath) {
                matches.push(filePath);
            }
        }
        return matches;
    });
}
function readCopyOptions(options) {
    const force = options.force == null ? true : options.force;
    const recursive = Boolean(options.recursive);
    const copySourceDirectory = options.copySourceDirectory == null
        ? true
        : Boolean(options.copySourceDirectory);
    return { force, recursive, copySourceDirectory };
}
function cpDirRecursive(sourceDir, destDir, currentDepth, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        // Ensure there is not a run away recursive copy
        if (currentDepth >= 255)
            return;
        currentDepth++;
        yield mkdirP(destDir);
        const files = yield ioUtil.readdir(sourceDir);
        for (const fileName of files) {
            const srcFile = `${sourceDir}/${fileName}`;
            const destFile = `${destDir}/${fileName}`;
            const srcFileStat = yield ioUtil.lstat(srcFile);
            if (srcFileStat.isDirectory()) {
                // Recurse
                yield cpDirRecursive(srcFile, destFile, currentDepth, force);
            }
            else {
                yield io_copyFile(srcFile, destFile, force);
            }
        }
        // Change the mode for the newly created directory
        yield ioUtil.chmod(destDir, (yield ioUtil.stat(sourceDir)).mode);
    });
}
// Buffered file copy
function io_copyFile(srcFile, destFile, force) {
    return io_awaiter(this, void 0, void 0, function* () {
        if ((yield ioUtil.lstat(srcFile)).isSymbolicLink()) {
            // unlink/re-link it
            try {
                yield ioUtil.lstat(destFile);
                yield ioUtil.unlink(destFile);
            }
            catch (e) {
                // Try to override file permission
                if (e.code === 'EPERM') {
                    yield ioUtil.chmod(destFile, '0666');
                    yield ioUtil.unlink(destFile);
                }
                // other errors = it doesn't exist, no work to do
            }
            // Copy over symlink
            const symlinkFull = yield ioUtil.readlink(srcFile);
            yield ioUtil.symlink(symlinkFull, destFile, ioUtil.IS_WINDOWS ? 'junction' : null);
        }
        else if (!(yield ioUtil.exists(destFile)) || force) {
            yield ioUtil.copyFile(srcFile, destFile);
        }
    });
}
//# sourceMappingURL=io.js.map
;// CONCATENATED MODULE: external "timers"
const external_timers_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/toolrunner.js
var toolrunner_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};







/* eslint-disable @typescript-eslint/unbound-method */
const toolrunner_IS_WINDOWS = process.platform === 'win32';
/*
 * Class for running command line tools. Handles quoting and arg parsing in a platform agnostic way.
 */
class ToolRunner extends external_events_.EventEmitter {
    constructor(toolPath, args, options) {
        super();
        if (!toolPath) {
            throw new Error("Parameter 'toolPath' cannot be null or empty.");
        }
        this.toolPath = toolPath;
        this.args = args || [];
        this.options = options || {};
    }
    _debug(message) {
        if (this.options.listeners && this.options.listeners.debug) {
            this.options.listeners.debug(message);
        }
    }
    _getCommandString(options, noPrefix) {
        const toolPath = this._getSpawnFileName();
        const args = this._getSpawnArgs(options);
        let cmd = noPrefix ? '' : '[command]'; // omit prefix when piped to a second tool
        if (toolrunner_IS_WINDOWS) {
            // Windows + cmd file
            if (this._isCmdFile()) {
                cmd += toolPath;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows + verbatim
            else if (options.windowsVerbatimArguments) {
                cmd += `"${toolPath}"`;
                for (const a of args) {
                    cmd += ` ${a}`;
                }
            }
            // Windows (regular)
            else {
                cmd += this._windowsQuoteCmdArg(toolPath);
                for (const a of args) {
                    cmd += ` ${this._windowsQuoteCmdArg(a)}`;
                }
            }
        }
        else {
            // OSX/Linux - this can likely be improved with some form of quoting.
            // creating processes on Unix is fundamentally different than Windows.
            // on Unix, execvp() takes an arg array.
            cmd += toolPath;
            for (const a of args) {
                cmd += ` ${a}`;
            }
        }
        return cmd;
    }
    _processLineBuffer(data, strBuffer, onLine) {
        try {
            let s = strBuffer + data.toString();
            let n = s.indexOf(external_os_namespaceObject.EOL);
            while (n > -1) {
                const line = s.substring(0, n);
                onLine(line);
                // the rest of the string ...
                s = s.substring(n + external_os_namespaceObject.EOL.length);
                n = s.indexOf(external_os_namespaceObject.EOL);
            }
            return s;
        }
        catch (err) {
            // streaming lines to console is best effort.  Don't fail a build.
            this._debug(`error processing line. Failed with error ${err}`);
            return '';
        }
    }
    _getSpawnFileName() {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                return process.env['COMSPEC'] || 'cmd.exe';
            }
        }
        return this.toolPath;
    }
    _getSpawnArgs(options) {
        if (toolrunner_IS_WINDOWS) {
            if (this._isCmdFile()) {
                let argline = `/D /S /C "${this._windowsQuoteCmdArg(this.toolPath)}`;
                for (const a of this.args) {
                    argline += ' ';
                    argline += options.windowsVerbatimArguments
                        ? a
                        : this._windowsQuoteCmdArg(a);
                }
                argline += '"';
                return [argline];
            }
        }
        return this.args;
    }
    _endsWith(str, end) {
        return str.endsWith(end);
    }
    _isCmdFile() {
        const upperToolPath = this.toolPath.toUpperCase();
        return (this._endsWith(upperToolPath, '.CMD') ||
            this._endsWith(upperToolPath, '.BAT'));
    }
    _windowsQuoteCmdArg(arg) {
        // for .exe, apply the normal quoting rules that libuv applies
        if (!this._isCmdFile()) {
            return this._uvQuoteCmdArg(arg);
        }
        // otherwise apply quoting rules specific to the cmd.exe command line parser.
        // the libuv rules are generic and are not designed specifically for cmd.exe
        // command line parser.
        //
        // for a detailed description of the cmd.exe command line parser, refer to
        // http://stackoverflow.com/questions/4094699/how-does-the-windows-command-interpreter-cmd-exe-parse-scripts/7970912#7970912
        // need quotes for empty arg
        if (!arg) {
            return '""';
        }
        // determine whether the arg needs to be quoted
        const cmdSpecialChars = [
            ' ',
            '\t',
            '&',
            '(',
            ')',
            '[',
            ']',
            '{',
            '}',
            '^',
            '=',
            ';',
            '!',
            "'",
            '+',
            ',',
            '`',
            '~',
            '|',
            '<',
            '>',
            '"'
        ];
        let needsQuotes = false;
        for (const char of arg) {
            if (cmdSpecialChars.some(x => x === char)) {
                needsQuotes = true;
                break;
            }
        }
        // short-circuit if quotes not needed
        if (!needsQuotes) {
            return arg;
        }
        // the following quoting rules are very similar to the rules that by libuv applies.
        //
        // 1) wrap the string in quotes
        //
        // 2) double-up quotes - i.e. " => ""
        //
        //    this is different from the libuv quoting rules. libuv replaces " with \", which unfortunately
        //    doesn't work well with a cmd.exe command line.
        //
        //    note, replacing " with "" also works well if the arg is passed to a downstream .NET console app.
        //    for example, the command line:
        //          foo.exe "myarg:""my val"""
        //    is parsed by a .NET console app into an arg array:
        //          [ "myarg:\"my val\"" ]
        //    which is the same end result when applying libuv quoting rules. although the actual
        //    command line from libuv quoting rules would look like:
        //          foo.exe "myarg:\"my val\""
        //
        // 3) double-up slashes that precede a quote,
        //    e.g.  hello \world    => "hello \world"
        //          hello\"world    => "hello\\""world"
        //          hello\\"world   => "hello\\\\""world"
        //          hello world\    => "hello world\\"
        //
        //    technically this is not required for a cmd.exe command line, or the batch argument parser.
        //    the reasons for including this as a .cmd quoting rule are:
        //
        //    a) this is optimized for the scenario where the argument is passed from the .cmd file to an
        //       external program. many programs (e.g. .NET console apps) rely on the slash-doubling rule.
        //
        //    b) it's what we've been doing previously (by deferring to node default behavior) and we
        //       haven't heard any complaints about that aspect.
        //
        // note, a weakness of the quoting rules chosen here, is that % is not escaped. in fact, % cannot be
        // escaped when used on the command line directly - even though within a .cmd file % can be escaped
        // by using %%.
        //
        // the saving grace is, on the command line, %var% is left as-is if var is not defined. this contrasts
        // the line parsing rules within a .cmd file, where if var is not defined it is replaced with nothing.
        //
        // one option that was explored was replacing % with ^% - i.e. %var% => ^%var^%. this hack would
        // often work, since it is unlikely that var^ would exist, and the ^ character is removed when the
        // variable is used. the problem, however, is that ^ is not removed when %* is used to pass the args
        // to an external program.
        //
        // an unexplored potential solution for the % escaping problem, is to create a wrapper .cmd file.
        // % can be escaped within a .cmd file.
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\'; // double the slash
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '"'; // double the quote
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _uvQuoteCmdArg(arg) {
        // Tool runner wraps child_process.spawn() and needs to apply the same quoting as
        // Node in certain cases where the undocumented spawn option windowsVerbatimArguments
        // is used.
        //
        // Since this function is a port of quote_cmd_arg from Node 4.x (technically, lib UV,
        // see https://github.com/nodejs/node/blob/v4.x/deps/uv/src/win/process.c for details),
        // pasting copyright notice from Node within this function:
        //
        //      Copyright Joyent, Inc. and other Node contributors. All rights reserved.
        //
        //      Permission is hereby granted, free of charge, to any person obtaining a copy
        //      of this software and associated documentation files (the "Software"), to
        //      deal in the Software without restriction, including without limitation the
        //      rights to use, copy, modify, merge, publish, distribute, sublicense, and/or
        //      sell copies of the Software, and to permit persons to whom the Software is
        //      furnished to do so, subject to the following conditions:
        //
        //      The above copyright notice and this permission notice shall be included in
        //      all copies or substantial portions of the Software.
        //
        //      THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
        //      IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
        //      FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
        //      AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
        //      LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING
        //      FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
        //      IN THE SOFTWARE.
        if (!arg) {
            // Need double quotation for empty argument
            return '""';
        }
        if (!arg.includes(' ') && !arg.includes('\t') && !arg.includes('"')) {
            // No quotation needed
            return arg;
        }
        if (!arg.includes('"') && !arg.includes('\\')) {
            // No embedded double quotes or backslashes, so I can just wrap
            // quote marks around the whole thing.
            return `"${arg}"`;
        }
        // Expected input/output:
        //   input : hello"world
        //   output: "hello\"world"
        //   input : hello""world
        //   output: "hello\"\"world"
        //   input : hello\world
        //   output: hello\world
        //   input : hello\\world
        //   output: hello\\world
        //   input : hello\"world
        //   output: "hello\\\"world"
        //   input : hello\\"world
        //   output: "hello\\\\\"world"
        //   input : hello world\
        //   output: "hello world\\" - note the comment in libuv actually reads "hello world\"
        //                             but it appears the comment is wrong, it should be "hello world\\"
        let reverse = '"';
        let quoteHit = true;
        for (let i = arg.length; i > 0; i--) {
            // walk the string in reverse
            reverse += arg[i - 1];
            if (quoteHit && arg[i - 1] === '\\') {
                reverse += '\\';
            }
            else if (arg[i - 1] === '"') {
                quoteHit = true;
                reverse += '\\';
            }
            else {
                quoteHit = false;
            }
        }
        reverse += '"';
        return reverse.split('').reverse().join('');
    }
    _cloneExecOptions(options) {
        options = options || {};
        const result = {
            cwd: options.cwd || process.cwd(),
            env: options.env || process.env,
            silent: options.silent || false,
            windowsVerbatimArguments: options.windowsVerbatimArguments || false,
            failOnStdErr: options.failOnStdErr || false,
            ignoreReturnCode: options.ignoreReturnCode || false,
            delay: options.delay || 10000
        };
        result.outStream = options.outStream || process.stdout;
        result.errStream = options.errStream || process.stderr;
        return result;
    }
    _getSpawnOptions(options, toolPath) {
        options = options || {};
        const result = {};
        result.cwd = options.cwd;
        result.env = options.env;
        result['windowsVerbatimArguments'] =
            options.windowsVerbatimArguments || this._isCmdFile();
        if (options.windowsVerbatimArguments) {
            result.argv0 = `"${toolPath}"`;
        }
        return result;
    }
    /**
     * Exec a tool.
     * Output will be streamed to the live console.
     * Returns promise with return code
     *
     * @param     tool     path to tool to exec
     * @param     options  optional exec options.  See ExecOptions
     * @returns   number
     */
    exec() {
        return toolrunner_awaiter(this, void 0, void 0, function* () {
            // root the tool path if it is unrooted and contains relative pathing
            if (!isRooted(this.toolPath) &&
                (this.toolPath.includes('/') ||
                    (toolrunner_IS_WINDOWS && this.toolPath.includes('\\')))) {
                // prefer options.cwd if it is specified, however options.cwd may also need to be rooted
                this.toolPath = external_path_namespaceObject.resolve(process.cwd(), this.options.cwd || process.cwd(), this.toolPath);
            }
            // if the tool is only a file name, then resolve it from the PATH
            // otherwise verify it exists (add extension on Windows if necessary)
            this.toolPath = yield which(this.toolPath, true);
            return new Promise((resolve, reject) => toolrunner_awaiter(this, void 0, void 0, function* () {
                this._debug(`exec tool: ${this.toolPath}`);
                this._debug('arguments:');
                for (const arg of this.args) {
                    this._debug(`   ${arg}`);
                }
                const optionsNonNull = this._cloneExecOptions(this.options);
                if (!optionsNonNull.silent && optionsNonNull.outStream) {
                    optionsNonNull.outStream.write(this._getCommandString(optionsNonNull) + external_os_namespaceObject.EOL);
                }
                const state = new ExecState(optionsNonNull, this.toolPath);
                state.on('debug', (message) => {
                    this._debug(message);
                });
                if (this.options.cwd && !(yield exists(this.options.cwd))) {
                    return reject(new Error(`The cwd: ${this.options.cwd} does not exist!`));
                }
                const fileName = this._getSpawnFileName();
                const cp = external_child_process_namespaceObject.spawn(fileName, this._getSpawnArgs(optionsNonNull), this._getSpawnOptions(this.options, fileName));
                let stdbuffer = '';
                if (cp.stdout) {
                    cp.stdout.on('data', (data) => {
                        if (this.options.listeners && this.options.listeners.stdout) {
                            this.options.listeners.stdout(data);
                        }
                        if (!optionsNonNull.silent && optionsNonNull.outStream) {
                            optionsNonNull.outStream.write(data);
                        }
                        stdbuffer = this._processLineBuffer(data, stdbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.stdline) {
                                this.options.listeners.stdline(line);
                            }
                        });
                    });
                }
                let errbuffer = '';
                if (cp.stderr) {
                    cp.stderr.on('data', (data) => {
                        state.processStderr = true;
                        if (this.options.listeners && this.options.listeners.stderr) {
                            this.options.listeners.stderr(data);
                        }
                        if (!optionsNonNull.silent &&
                            optionsNonNull.errStream &&
                            optionsNonNull.outStream) {
                            const s = optionsNonNull.failOnStdErr
                                ? optionsNonNull.errStream
                                : optionsNonNull.outStream;
                            s.write(data);
                        }
                        errbuffer = this._processLineBuffer(data, errbuffer, (line) => {
                            if (this.options.listeners && this.options.listeners.errline) {
                                this.options.listeners.errline(line);
                            }
                        });
                    });
                }
                cp.on('error', (err) => {
                    state.processError = err.message;
                    state.processExited = true;
                    state.processClosed = true;
                    state.CheckComplete();
                });
                cp.on('exit', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    this._debug(`Exit code ${code} received from tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                cp.on('close', (code) => {
                    state.processExitCode = code;
                    state.processExited = true;
                    state.processClosed = true;
                    this._debug(`STDIO streams have closed for tool '${this.toolPath}'`);
                    state.CheckComplete();
                });
                state.on('done', (error, exitCode) => {
                    if (stdbuffer.length > 0) {
                        this.emit('stdline', stdbuffer);
                    }
                    if (errbuffer.length > 0) {
                        this.emit('errline', errbuffer);
                    }
                    cp.removeAllListeners();
                    if (error) {
                        reject(error);
                    }
                    else {
                        resolve(exitCode);
                    }
                });
                if (this.options.input) {
                    if (!cp.stdin) {
                        throw new Error('child process missing stdin');
                    }
                    cp.stdin.end(this.options.input);
                }
            }));
        });
    }
}
/**
 * Convert an arg string to an array of args. Handles escaping
 *
 * @param    argString   string of arguments
 * @returns  string[]    array of arguments
 */
function argStringToArray(argString) {
    const args = [];
    let inQuotes = false;
    let escaped = false;
    let arg = '';
    function append(c) {
        // we only escape double quotes.
        if (escaped && c !== '"') {
            arg += '\\';
        }
        arg += c;
        escaped = false;
    }
    for (let i = 0; i < argString.length; i++) {
        const c = argString.charAt(i);
        if (c === '"') {
            if (!escaped) {
                inQuotes = !inQuotes;
            }
            else {
                append(c);
            }
            continue;
        }
        if (c === '\\' && escaped) {
            append(c);
            continue;
        }
        if (c === '\\' && inQuotes) {
            escaped = true;
            continue;
        }
        if (c === ' ' && !inQuotes) {
            if (arg.length > 0) {
                args.push(arg);
                arg = '';
            }
            continue;
        }
        append(c);
    }
    if (arg.length > 0) {
        args.push(arg.trim());
    }
    return args;
}
class ExecState extends external_events_.EventEmitter {
    constructor(options, toolPath) {
        super();
        this.processClosed = false; // tracks whether the process has exited and stdio is closed
        this.processError = '';
        this.processExitCode = 0;
        this.processExited = false; // tracks whether the process has exited
        this.processStderr = false; // tracks whether stderr was written to
        this.delay = 10000; // 10 seconds
        this.done = false;
        this.timeout = null;
        if (!toolPath) {
            throw new Error('toolPath must not be empty');
        }
        this.options = options;
        this.toolPath = toolPath;
        if (options.delay) {
            this.delay = options.delay;
        }
    }
    CheckComplete() {
        if (this.done) {
            return;
        }
        if (this.processClosed) {
            this._setResult();
        }
        else if (this.processExited) {
            this.timeout = (0,external_timers_namespaceObject.setTimeout)(ExecState.HandleTimeout, this.delay, this);
        }
    }
    _debug(message) {
        this.emit('debug', message);
    }
    _setResult() {
        // determine whether there is an error
        let error;
        if (this.processExited) {
            if (this.processError) {
                error = new Error(`There was an error when attempting to execute the process '${this.toolPath}'. This may indicate the process failed to start. Error: ${this.processError}`);
            }
            else if (this.processExitCode !== 0 && !this.options.ignoreReturnCode) {
                error = new Error(`The process '${this.toolPath}' failed with exit code ${this.processExitCode}`);
            }
            else if (this.processStderr && this.options.failOnStdErr) {
                error = new Error(`The process '${this.toolPath}' failed because one or more lines were written to the STDERR stream`);
            }
        }
        // clear the timeout
        if (this.timeout) {
            clearTimeout(this.timeout);
            this.timeout = null;
        }
        this.done = true;
        this.emit('done', error, this.processExitCode);
    }
    static HandleTimeout(state) {
        if (state.done) {
            return;
        }
        if (!state.processClosed && state.processExited) {
            const message = `The STDIO streams did not close within ${state.delay / 1000} seconds of the exit event from process '${state.toolPath}'. This may indicate a child process inherited the STDIO streams and has not yet exited.`;
            state._debug(message);
        }
        state._setResult();
    }
}
//# sourceMappingURL=toolrunner.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/exec/lib/exec.js
var exec_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


/**
 * Exec a command.
 * Output will be streamed to the live console.
 * Returns promise with return code
 *
 * @param     commandLine        command to execute (can include additional args). Must be correctly escaped.
 * @param     args               optional arguments for tool. Escaping is handled by the lib.
 * @param     options            optional exec options.  See ExecOptions
 * @returns   Promise<number>    exit code
 */
function exec_exec(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        const commandArgs = tr.argStringToArray(commandLine);
        if (commandArgs.length === 0) {
            throw new Error(`Parameter 'commandLine' cannot be null or empty.`);
        }
        // Path to tool to execute should be first arg
        const toolPath = commandArgs[0];
        args = commandArgs.slice(1).concat(args || []);
        const runner = new tr.ToolRunner(toolPath, args, options);
        return runner.exec();
    });
}
/**
 * Exec a command and get the output.
 * Output will be streamed to the live console.
 * Returns promise with the exit code and collected stdout and stderr
 *
 * @param     commandLine           command to execute (can include additional args). Must be correctly escaped.
 * @param     args                  optional arguments for tool. Escaping is handled by the lib.
 * @param     options               optional exec options.  See ExecOptions
 * @returns   Promise<ExecOutput>   exit code, stdout, and stderr
 */
function getExecOutput(commandLine, args, options) {
    return exec_awaiter(this, void 0, void 0, function* () {
        var _a, _b;
        let stdout = '';
        let stderr = '';
        //Using string decoder covers the case where a mult-byte character is split
        const stdoutDecoder = new StringDecoder('utf8');
        const stderrDecoder = new StringDecoder('utf8');
        const originalStdoutListener = (_a = options === null || options === void 0 ? void 0 : options.listeners) === null || _a === void 0 ? void 0 : _a.stdout;
        const originalStdErrListener = (_b = options === null || options === void 0 ? void 0 : options.listeners) === null || _b === void 0 ? void 0 : _b.stderr;
        const stdErrListener = (data) => {
            stderr += stderrDecoder.write(data);
            if (originalStdErrListener) {
                originalStdErrListener(data);
            }
        };
        const stdOutListener = (data) => {
            stdout += stdoutDecoder.write(data);
            if (originalStdoutListener) {
                originalStdoutListener(data);
            }
        };
        const listeners = Object.assign(Object.assign({}, options === null || options === void 0 ? void 0 : options.listeners), { stdout: stdOutListener, stderr: stdErrListener });
        const exitCode = yield exec_exec(commandLine, args, Object.assign(Object.assign({}, options), { listeners }));
        //flush any remaining characters
        stdout += stdoutDecoder.end();
        stderr += stderrDecoder.end();
        return {
            exitCode,
            stdout,
            stderr
        };
    });
}
//# sourceMappingURL=exec.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/platform.js
var platform_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const getWindowsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout: version } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', undefined, {
        silent: true
    });
    const { stdout: name } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', undefined, {
        silent: true
    });
    return {
        name: name.trim(),
        version: version.trim()
    };
});
const getMacOsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    var _a, _b, _c, _d;
    const { stdout } = yield exec.getExecOutput('sw_vers', undefined, {
        silent: true
    });
    const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : '';
    const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : '';
    return {
        name,
        version
    };
});
const getLinuxInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout } = yield exec.getExecOutput('lsb_release', ['-i', '-r', '-s'], {
        silent: true
    });
    const [name, version] = stdout.trim().split('\n');
    return {
        name,
        version
    };
});
const platform = external_os_namespaceObject.platform();
const arch = external_os_namespaceObject.arch();
const isWindows = platform === 'win32';
const isMacOS = platform === 'darwin';
const isLinux = platform === 'linux';
function getDetails() {
    return platform_awaiter(this, void 0, void 0, function* () {
        return Object.assign(Object.assign({}, (yield (isWindows
            ? getWindowsInfo()
            : isMacOS
                ? getMacOsInfo()
                : getLinuxInfo()))), { platform,
            arch,
            isWindows,
            isMacOS,
            isLinux });
    });
}
//# sourceMappingURL=platform.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function core_setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_namespaceObject.EOL);
    command_issueCommand('set-output', { name }, utils_toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function core_debug(message) {
    issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_namespaceObject.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map
;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
;// CONCATENATED MODULE: ./src/adapters/runner.ts




const SIGNS_OF_GITHUB = ['GITHUB_ACTIONS', 'GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY', 'RUNNER_TEMP'];
function systemRunner(env) {
    const onGitHub = SIGNS_OF_GITHUB.some(name => (env[name] ?? '') !== '');
    return {
        env,
        event: () => readEvent(env.GITHUB_EVENT_PATH),
        info: line => info(line),
        warning: message => (onGitHub ? warning(message) : info(message)),
        error: (message, title) => (onGitHub ? error(message, { title }) : info(message)),
        mask: secret => {
            if (onGitHub)
                core_setSecret(secret);
        },
        outputs: values => writeOutputs(values, env.GITHUB_OUTPUT ?? ''),
        summary: markdown => writeSummary(markdown, env.GITHUB_STEP_SUMMARY ?? ''),
        report: json => writeReport(json, env.RUNNER_TEMP ?? ''),
        end: failed => {
            process.exitCode = failed ? 1 : 0;
        }
    };
}
function readEvent(path) {
    if (path === undefined || path === '')
        return { state: 'absent' };
    try {
        const payload = JSON.parse((0,external_node_fs_namespaceObject.readFileSync)(path, 'utf8'));
        return typeof payload === 'object' && payload !== null ? { state: 'read', payload } : { state: 'broken' };
    }
    catch {
        return { state: 'broken' };
    }
}
function writeOutputs(values, path) {
    const entries = Object.entries(values);
    if (path === '') {
        for (const [name, value] of entries)
            info(`${name}=${value}`);
        return null;
    }
    return attempt(path, () => {
        (0,external_node_fs_namespaceObject.appendFileSync)(path, '');
        for (const [name, value] of entries)
            setOutput(name, value);
    });
}
async function writeSummary(markdown, path) {
    if (path === '') {
        info(`\n${markdown}`);
        return null;
    }
    try {
        (0,external_node_fs_namespaceObject.appendFileSync)(path, '');
        await summary.addRaw(markdown).write();
        return null;
    }
    catch (error) {
        return unwritten(path, error);
    }
}
function writeReport(json, temporary) {
    const folder = temporary === '' ? (0,external_node_os_namespaceObject.tmpdir)() : temporary;
    let path = '';
    const fault = attempt(folder, () => {
        path = (0,external_node_path_namespaceObject.join)((0,external_node_fs_namespaceObject.mkdtempSync)((0,external_node_path_namespaceObject.join)(folder, 'codearts-gate-')), 'report.json');
        (0,external_node_fs_namespaceObject.writeFileSync)(path, json);
    });
    return fault ?? { path };
}
function attempt(path, write) {
    try {
        write();
        return null;
    }
    catch (error) {
        return unwritten(path, error);
    }
}
function unwritten(path, error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return { path, reason: code === '' && error instanceof Error ? error.message : code };
}


/***/ }),

/***/ 916:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Rc: () => (/* binding */ ConnectionError),
/* harmony export */   V2: () => (/* binding */ failure),
/* harmony export */   oM: () => (/* binding */ AbortedError),
/* harmony export */   pO: () => (/* binding */ FailureError)
/* harmony export */ });
function failure(code, parts = {}) {
    return {
        code,
        service: 'v5',
        status: null,
        cloudCode: null,
        cloudMessage: null,
        requestId: null,
        detail: null,
        hint: null,
        attempts: 1,
        problems: [],
        subject: null,
        ...parts
    };
}
class FailureError extends Error {
    failure;
    name = 'FailureError';
    constructor(failure) {
        super(failure.code);
        this.failure = failure;
    }
}
class ConnectionError extends Error {
    code;
    name = 'ConnectionError';
    constructor(code, message) {
        super(message);
        this.code = code;
    }
}
class AbortedError extends Error {
    name = 'AbortedError';
}


/***/ }),

/***/ 407:
/***/ ((module, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _adapters_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(350);
/* harmony import */ var _adapters_http_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(435);
/* harmony import */ var _adapters_runner_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(542);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(316);




const LAST_WORDS_MS = 500;
async function main() {
    process.exitCode = 1;
    process.stdout.on('error', () => undefined);
    const cancelled = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'])
        process.once(signal, () => cancelled.abort());
    const adapter = (0,_adapters_http_js__WEBPACK_IMPORTED_MODULE_1__/* .httpAdapter */ .C)();
    try {
        await (0,_run_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .e)({
            http: adapter.http,
            clock: (0,_adapters_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .systemClock */ .m)(),
            runner: (0,_adapters_runner_js__WEBPACK_IMPORTED_MODULE_2__/* .systemRunner */ .m)(process.env),
            random: Math.random,
            signal: cancelled.signal
        });
    }
    finally {
        adapter.close();
        setTimeout(() => process.exit(), LAST_WORDS_MS).unref();
    }
}
await main();

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 316:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  e: () => (/* binding */ run)
});

;// CONCATENATED MODULE: ./src/domain/schedule.ts
const LAST_LOOK_MARGIN_MS = 1_000;
const AUTO_INTERVAL_MS = 10_000;
const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 30_000;
const LONGEST_RETRY_AFTER_MS = 300_000;
const WISHES_TRUSTED = 5;
const HEARTBEAT_MS = 60_000;
function pollInterval(configured) {
    return configured === 'auto' ? AUTO_INTERVAL_MS : configured;
}
function nextLook(now, pause, deadline) {
    const regular = now + pause;
    if (regular < deadline)
        return regular;
    const last = deadline - LAST_LOOK_MARGIN_MS;
    return last > now ? last : null;
}
function retryPause(failures, retryAfterMs, random) {
    const ceiling = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(failures - 1, 10));
    const backoff = ceiling * (0.5 + random / 2);
    if (retryAfterMs === null)
        return backoff;
    const wish = Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS) + random * (FIRST_BACKOFF_MS / 2);
    return failures <= WISHES_TRUSTED ? wish : Math.max(wish, backoff);
}
function readRetryAfter(header, epochNow) {
    const text = header?.trim() ?? '';
    if (/^\d{1,12}$/.test(text))
        return Number(text) * 1000;
    if (!/^[A-Za-z]{3,9},? /.test(text))
        return null;
    const wait = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`) - epochNow;
    return Number.isFinite(wait) && wait > 0 ? wait : null;
}
function heartbeatDue(now, lastLineAt) {
    return now - lastLineAt >= HEARTBEAT_MS;
}

// EXTERNAL MODULE: ./src/errors.ts
var errors = __nccwpck_require__(916);
;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: ./src/codearts/signer.ts

const ALGORITHM = 'SDK-HMAC-SHA256';
function encodeRfc3986(text) {
    return encodeURIComponent(text).replace(/[!'()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
function sdkDate(epochMs) {
    return new Date(epochMs).toISOString().replace(/[-:]|\.\d+/g, '');
}
function canonicalRequest(request) {
    const headers = sortedHeaders(request.headers);
    return [
        request.method.toUpperCase(),
        canonicalPath(request.url.pathname),
        canonicalQuery(request.url.searchParams),
        ...headers.map(([name, value]) => `${name}:${value}`),
        '',
        signedHeaderNames(request.headers),
        hash(request.body)
    ].join('\n');
}
function stringToSign(canonical, date) {
    return [ALGORITHM, date, hash(canonical)].join('\n');
}
function authorization(request, key) {
    const date = request.headers['x-sdk-date'] ?? '';
    const text = stringToSign(canonicalRequest(request), date);
    const signature = (0,external_node_crypto_namespaceObject.createHmac)('sha256', key.secretKey).update(text).digest('hex');
    return `${ALGORITHM} Access=${key.accessKey}, SignedHeaders=${signedHeaderNames(request.headers)}, Signature=${signature}`;
}
function canonicalPath(pathname) {
    const path = pathname
        .split('/')
        .map(segment => encodeRfc3986(decodeURIComponent(segment)))
        .join('/');
    return path.endsWith('/') ? path : `${path}/`;
}
function canonicalQuery(query) {
    return [...query]
        .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
        .map(([name, value]) => `${encodeRfc3986(name)}=${encodeRfc3986(value)}`)
        .join('&');
}
function sortedHeaders(headers) {
    return Object.entries(headers)
        .map(([name, value]) => [name.toLowerCase(), value.trim()])
        .sort(([a], [b]) => compare(a, b));
}
function signedHeaderNames(headers) {
    return sortedHeaders(headers)
        .map(([name]) => name)
        .join(';');
}
function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}
function hash(text) {
    return (0,external_node_crypto_namespaceObject.createHash)('sha256').update(text, 'utf8').digest('hex');
}

;// CONCATENATED MODULE: ./src/codearts/authorise.ts

function authorise(request, credential, epochMs) {
    if (credential.kind === 'token')
        return { 'x-auth-token': credential.token };
    const url = new URL(request.url);
    const added = { host: url.host, 'x-sdk-date': sdkDate(epochMs) };
    if (credential.securityToken !== null)
        added['x-security-token'] = credential.securityToken;
    const signed = { method: request.method, url, headers: added, body: request.body ?? '' };
    return { ...added, authorization: authorization(signed, credential) };
}

;// CONCATENATED MODULE: ./src/codearts/envelope.ts

function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
const THROTTLING = /^(APIGW|APIG)\.0308$/i;
const HINTS = [
    [/^DEVPIPE\.00011136$/i, 'not_owned'],
    [/^DEVPIPE\.00011401$/i, 'no_such_pipeline'],
    [/^(DEVPIPE\.00011412|DEV_21_100169)$/i, 'no_such_project'],
    [/^DEVPIPE\.0001110[45]$/i, 'too_many_runs'],
    [/^(APIGW|APIG)\.0101$/i, 'no_such_api'],
    [/^(APIGW|APIG)\.0302$/i, 'blocked'],
    [/^(APIGW|APIG)\.0307$/i, 'token_renewal'],
    [/^DEV\.00000001$/i, 'no_identity']
];
const ENVELOPES = [
    ['error_code', 'error_msg'],
    ['errorCode', 'errorMsg'],
    ['code', 'message']
];
function findCloudError(body, isFailure) {
    const places = (Array.isArray(body) ? body : [body]).filter(isObject);
    const outer = places.filter(place => !('pipeline_id' in place));
    const inner = Array.isArray(body) ? [] : outer.flatMap(place => Object.values(place).filter(isObject));
    const found = [...outer, ...inner].map(readEnvelope).find(error => error !== null);
    if (found !== undefined)
        return found;
    return isFailure ? (outer.map(readMessage).find(error => error !== null) ?? null) : null;
}
function readEnvelope(body) {
    for (const [codeName, messageName] of ENVELOPES) {
        const code = envelope_text(body[codeName]);
        const message = envelope_text(body[messageName]);
        if (code !== null && (message !== null || codeName !== 'code'))
            return { code, message };
    }
    return null;
}
function readMessage(body) {
    const message = ENVELOPES.map(([, name]) => envelope_text(body[name])).find(words => words !== null) ?? null;
    return message === null ? null : { code: null, message };
}
function envelope_text(value) {
    if (typeof value === 'number')
        return String(value);
    return typeof value === 'string' && value !== '' ? value : null;
}
function parseBody(body) {
    const bare = body.replace(/^\uFEFF/, '').trim();
    if (bare === '')
        return { not: 'empty' };
    try {
        return { json: JSON.parse(bare) };
    }
    catch {
        return { not: bare.startsWith('<') ? 'html' : 'not_json' };
    }
}
function answerFailure(response, cloud, service) {
    const { status } = response;
    const ok = status >= 200 && status < 300;
    if (ok && cloud === null)
        return null;
    const code = failureCode(status, cloud);
    return (0,errors/* failure */.V2)(code, {
        service,
        status,
        cloudCode: cloud?.code ?? null,
        cloudMessage: cloud?.message ?? null,
        requestId: response.headers['x-request-id'] ?? null,
        detail: code === 'redirected' ? redirectTarget(response) : null,
        hint: hintFor(code, status, cloud, service)
    });
}
function failureCode(status, cloud) {
    if (status === 429 || THROTTLING.test(cloud?.code ?? ''))
        return 'throttled';
    if (status >= 500 || status === 408)
        return 'server_trouble';
    if (status === 401 || status === 403 || isIdentityError(cloud))
        return 'refused';
    return status >= 300 && status < 400 ? 'redirected' : 'rejected';
}
function isIdentityError(cloud) {
    return /^(APIGW|APIG)\.030[1-7]$|^DEV\.00000001$/i.test(cloud?.code ?? '');
}
function redirectTarget(response) {
    const location = response.headers.location ?? '';
    const host = URL.canParse(location) ? new URL(location).host : location;
    return host === '' ? null : { code: 'redirect_to', params: { host } };
}
function hintFor(code, status, cloud, service) {
    if (code === 'server_trouble' || code === 'throttled')
        return 'service';
    if (service === 'github')
        return 'id_token';
    if (service === 'iam' || service === 'idp' || service === 'sts')
        return identityHint(code, status, cloud, service);
    const known = HINTS.find(([pattern]) => pattern.test(cloud?.code ?? ''))?.[1];
    if (known === 'no_such_api' && service === 'v3')
        return 'v3_offline';
    if (known !== undefined)
        return known;
    const words = cloud?.message ?? '';
    if (code === 'refused')
        return (REFUSALS.find(([pattern]) => pattern.test(words))?.[1] ?? (status === 403 ? 'forbidden' : 'no_identity'));
    return code === 'redirected' || status === 404 ? 'wrong_endpoint' : null;
}
const REFUSALS = [
    [/disabled|inactive|frozen/i, 'key_disabled'],
    [/\b(ak|access key)\b.*(not exist|not found|invalid)|no such (ak|access key)/i, 'wrong_access_key'],
    [/aksk|signature/i, 'wrong_key'],
    [/token/i, 'wrong_token']
];
function identityHint(code, status, cloud, service) {
    const words = `${cloud?.code ?? ''} ${cloud?.message ?? ''}`;
    if (code === 'redirected' || (status === 404 && cloud === null))
        return 'wrong_identity_endpoint';
    if (service === 'iam') {
        if (/mfa|multi-factor|verification code|policy|acl|restricted/i.test(words))
            return 'iam_policy';
        return status === 401 ? 'iam_user' : 'iam_refused';
    }
    if (/provider/i.test(words) && /not (found|exist)|invalid|no such/i.test(words))
        return service === 'sts' ? 'sts_provider' : 'idp_provider';
    if (service === 'idp')
        return /map/i.test(words) ? 'idp_mapping' : 'idp_refused';
    return 'sts_trust';
}
function mayHeal(failed) {
    return (failed.code === 'throttled' ||
        failed.code === 'server_trouble' ||
        (failed.code === 'connection' && failed.hint !== 'certificate'));
}
function hasEnded({ cloudCode, cloudMessage }) {
    return (/^(APIGW|APIG)\.0307$/i.test(cloudCode ?? '') ||
        /expire|decrypt token|security.?token/i.test(cloudMessage ?? ''));
}

;// CONCATENATED MODULE: ./src/codearts/attempt.ts




const REQUEST_TIMEOUT_MS = 30_000;
const SLOW_MS = 5_000;
const CERTIFICATE_FAULT = /CERT|ERR_TLS|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/;
class DeadlineError extends Error {
    trouble;
    name = 'DeadlineError';
    constructor(trouble) {
        super('deadline');
        this.trouble = trouble;
    }
}
async function attempt(request, held, trouble, options) {
    const { clock, deadline, signal } = options;
    const begun = clock.now();
    const timeoutMs = Math.min(REQUEST_TIMEOUT_MS, deadline - begun);
    if (timeoutMs <= 0)
        throw new DeadlineError(trouble);
    const { offsetMs } = options.serverClock;
    const proof = held === null ? {} : authorise(request, held.credential, clock.epoch() + offsetMs);
    try {
        const response = await options.http({ ...request, headers: { ...request.headers, ...proof }, timeoutMs }, signal);
        return { offsetMs, ...read({ ...response, body: options.redact(response.body) }, options) };
    }
    catch (error) {
        if (!(error instanceof errors/* ConnectionError */.Rc))
            throw error;
        const failed = connectionFailure(error, timeoutMs, options);
        const cutByDeadline = error.code === 'TIMEOUT' && timeoutMs < REQUEST_TIMEOUT_MS;
        if (!cutByDeadline)
            return { offsetMs, failed, retryAfterMs: null, serverDate: null };
        throw new DeadlineError(timeoutMs >= SLOW_MS ? failed : trouble);
    }
}
function read(response, options) {
    const parsed = parseBody(response.body);
    const json = 'json' in parsed ? parsed.json : undefined;
    const { status, headers } = response;
    const requestId = headers['x-request-id'] ?? null;
    const serverDate = readDate(headers.date);
    const failed = answerFailure(response, findCloudError(json, status >= 300), options.service);
    if (failed !== null) {
        const now = serverDate ?? options.clock.epoch();
        return { failed, serverDate, retryAfterMs: readRetryAfter(headers['retry-after'], now) };
    }
    const isWhole = status === 200 || !PIPELINE_SERVICES.has(options.service);
    if ('json' in parsed && isWhole)
        return { json, status, headers, requestId };
    const detail = { code: 'json' in parsed ? 'odd_status' : parsed.not, params: {} };
    const { service } = options;
    const nonsense = (0,errors/* failure */.V2)('not_understood', { service, status, requestId, detail, hint: 'wrong_endpoint' });
    return { failed: nonsense, serverDate, retryAfterMs: null };
}
const PIPELINE_SERVICES = new Set(['v3', 'v5']);
function readDate(header) {
    const instant = Date.parse(header ?? '');
    return Number.isNaN(instant) ? null : instant;
}
function connectionFailure(error, timeoutMs, { service, redact }) {
    if (error.code === 'BODY_TOO_LARGE')
        return (0,errors/* failure */.V2)('not_understood', {
            service,
            detail: { code: 'too_large', params: { limit: error.message } },
            hint: 'wrong_endpoint'
        });
    const detail = error.code === 'TIMEOUT'
        ? { code: 'no_answer', params: { seconds: Math.ceil(timeoutMs / 1000) } }
        : { code: 'raw', params: { text: redact(error.message) } };
    const hint = CERTIFICATE_FAULT.test(error.code) ? 'certificate' : 'wrong_endpoint';
    return (0,errors/* failure */.V2)('connection', { service, detail, hint });
}

;// CONCATENATED MODULE: ./src/codearts/client.ts




const USER_AGENT = 'codearts-pipeline-gate';
function createClient(options) {
    const accepted = new WeakSet();
    return {
        get: (path, headers = {}) => send('GET', path, null, headers, options, accepted),
        post: (path, body, headers = {}) => send('POST', path, JSON.stringify(body), headers, options, accepted),
        urlLength: path => options.endpoint.length + path.length
    };
}
async function send(method, path, body, headers, options, accepted) {
    const request = {
        method,
        url: `${options.endpoint}${path}`,
        headers: {
            accept: 'application/json',
            'content-type': 'application/json',
            'user-agent': USER_AGENT,
            'x-language': options.language === 'zh' ? 'zh-cn' : 'en-us',
            ...headers
        },
        body
    };
    let trouble = null;
    let mended = false;
    for (let failures = 0;;) {
        const held = options.credentials === null ? null : await options.credentials.current();
        const known = trouble;
        const outcome = await options.limit(() => attempt(request, held, known, options));
        if ('json' in outcome) {
            if (held !== null)
                accepted.add(held);
            return outcome;
        }
        if (!mended && (await mend(outcome, held, accepted, options))) {
            mended = true;
            continue;
        }
        if (!mayHeal(outcome.failed))
            throw new errors/* FailureError */.pO(explained(outcome.failed, held, accepted, options));
        failures++;
        trouble = { ...outcome.failed, attempts: failures };
        options.onTrouble(trouble);
        await pauseBeforeRetry(failures, outcome.retryAfterMs, trouble, options);
    }
}
async function mend({ failed, serverDate, offsetMs }, held, accepted, { credentials, serverClock, clock }) {
    if (failed.code !== 'refused' || held === null || credentials === null)
        return false;
    if (held.credential.kind === 'access_key') {
        serverClock.correct(serverDate, clock.epoch());
        if (serverClock.offsetMs !== offsetMs)
            return true;
    }
    return seemsEnded(failed, held, accepted) && (await credentials.renew(held));
}
function seemsEnded(failed, held, accepted) {
    return hasEnded(failed) || (failed.status === 401 && accepted.has(held));
}
const MAY_MEAN_ENDED = new Set([
    'wrong_token',
    'token_renewal',
    'wrong_key',
    'no_identity'
]);
function explained(failed, held, accepted, { credentials }) {
    if (held === null || credentials === null || credentials.renews || !accepted.has(held))
        return failed;
    const ended = isLent(held) && seemsEnded(failed, held, accepted) && MAY_MEAN_ENDED.has(failed.hint);
    return ended ? { ...failed, hint: 'cannot_renew' } : failed;
}
function isLent({ credential }) {
    return credential.kind === 'token' || credential.securityToken !== null;
}
async function pauseBeforeRetry(failures, retryAfterMs, trouble, { clock, random, deadline, signal }) {
    const pause = retryPause(failures, retryAfterMs, random());
    const at = nextLook(clock.now(), pause, deadline);
    await clock.sleep((at ?? deadline) - clock.now(), signal);
    if (at === null)
        throw new DeadlineError(trouble);
}

;// CONCATENATED MODULE: ./src/codearts/limit.ts

const IN_FLIGHT = 4;
function limiter(places = IN_FLIGHT) {
    let free = places;
    const queue = [];
    return async (task) => {
        if (free > 0)
            free--;
        else
            await new Promise(resolve => queue.push(resolve));
        try {
            return await task();
        }
        finally {
            const next = queue.shift();
            if (next === undefined)
                free++;
            else
                next();
        }
    };
}
async function inFlight(items, task) {
    const waiting = [...items];
    const errors = [];
    const lane = async () => {
        for (let item = waiting.shift(); item !== undefined && errors.length === 0; item = waiting.shift()) {
            try {
                await task(item);
            }
            catch (error) {
                errors.push(error instanceof Error ? error : new Error(String(error)));
            }
        }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
    const worst = errors.find(error => !(error instanceof DeadlineError)) ?? errors[0];
    if (worst !== undefined)
        throw worst;
}

;// CONCATENATED MODULE: ./src/codearts/values.ts
function values_text(value) {
    if (typeof value === 'number' && Number.isFinite(value))
        return String(value);
    return typeof value === 'string' && value !== '' ? value : null;
}
function isNothing(value) {
    return value === null || value === undefined || value === '';
}
function word(value) {
    return typeof value === 'string' ? value.trim().toLowerCase() : '';
}
function entry(table, key) {
    return Object.hasOwn(table, key) ? table[key] : undefined;
}
function count(value) {
    const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
    return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null;
}
function webAddress(value) {
    const address = values_text(value);
    if (address === null || !URL.canParse(address))
        return null;
    const { protocol, href } = new URL(address);
    if (protocol !== 'https:' && protocol !== 'http:')
        return null;
    return /^[!-~]+$/.test(address) ? address : href;
}
function zonelessTime(value) {
    const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})$/.exec(values_text(value)?.trim() ?? '');
    if (match === null)
        return null;
    const instant = Date.parse(`${match[1] ?? ''}T${match[2] ?? ''}+08:00`);
    return Number.isNaN(instant) ? null : instant;
}
const FIRST_INSTANT = 631_152_000_000;
const LAST_INSTANT = 7_258_118_400_000;
function epochTime(value) {
    const instant = count(value);
    return instant !== null && instant >= FIRST_INSTANT && instant <= LAST_INSTANT ? instant : null;
}

;// CONCATENATED MODULE: ./src/codearts/names.ts


const PAGE_SIZE = 50;
const REQUESTS = 5;
async function lookUpNames(client, project, ids, names) {
    const root = `/v5/${project.projectId}/api/pipelines`;
    const missing = () => ids.filter(id => !names.has(id));
    let left = REQUESTS;
    for (let offset = 0; left > 0 && missing().length > 0; offset += PAGE_SIZE) {
        const { json } = await client.post(`${root}/list`, { offset, limit: PAGE_SIZE });
        left--;
        const page = isObject(json) ? json : {};
        const pipelines = Array.isArray(page.pipelines) ? page.pipelines.filter(isObject) : [];
        for (const pipeline of pipelines)
            remember(names, values_text(pipeline.pipeline_id), pipeline);
        const pagesLeft = Math.ceil(((count(page.total) ?? 0) - offset - PAGE_SIZE) / PAGE_SIZE);
        if (pagesLeft <= 0 || pipelines.length === 0 || pagesLeft > missing().length)
            break;
    }
    for (const id of missing().slice(0, left)) {
        const { json } = await client.get(`${root}/${id}/pipeline-runs/detail`);
        if (isObject(json))
            remember(names, id, json);
    }
}
function remember(names, id, { name }) {
    const called = values_text(name);
    if (id !== null && called !== null)
        names.set(id, called);
}

;// CONCATENATED MODULE: ./src/domain/selection.ts
function matches(run, { commit, startedAfter }) {
    if (commit !== null && !(run.commit?.toLowerCase().startsWith(commit) ?? false))
        return false;
    return startedAfter === null || (run.startedAt !== null && run.startedAt >= startedAfter);
}
function newestMatching(runs, condition) {
    return runs
        .filter(run => matches(run, condition))
        .reduce((newest, run) => (newest === null || isOlder(newest, run) ? run : newest), null);
}
function isOlder(run, other) {
    if (run.runId !== null && run.runId === other.runId)
        return false;
    const pairs = [
        [run.runNumber, other.runNumber],
        [counter(run.runId), counter(other.runId)],
        [run.startedAt, other.startedAt]
    ];
    for (const [mine, its] of pairs)
        if (mine !== null && its !== null && mine !== its)
            return mine < its;
    return false;
}
function counter(runId) {
    return runId !== null && /^\d{1,15}$/.test(runId) ? Number(runId) : null;
}

;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");
;// CONCATENATED MODULE: ./src/codearts/look.ts



const IDS_PER_REQUEST = 100;
function readStatus(answer, ids, readRun) {
    const elements = readElements(answer);
    const asked = elements.filter(({ pipeline_id: id }) => ids.includes(id));
    const foreign = elements.length > 0 && asked.length === 0;
    const find = (id) => foreign
        ? { kind: 'other_pipelines_only' }
        : readTwins(asked.filter(element => element.pipeline_id === id), readRun);
    return new Map(ids.map(id => [id, find(id)]));
}
function readElements(answer) {
    if (!Array.isArray(answer.json))
        throw notUnderstood(answer, answer.json === null ? 'null' : 'not_a_list');
    return answer.json.map((element) => {
        if (!isObject(element) || typeof element.pipeline_id !== 'string')
            throw notUnderstood(answer, 'bad_element');
        return { ...element, pipeline_id: element.pipeline_id };
    });
}
function readTwins([element, ...twins], readRun) {
    if (element === undefined)
        return { kind: 'no_run' };
    if (twins.some(twin => !(0,external_node_util_namespaceObject.isDeepStrictEqual)(twin, element)))
        return { kind: 'contradiction' };
    const run = readRun(element);
    return run === null ? { kind: 'no_run' } : { kind: 'latest', run };
}
function notUnderstood({ status, requestId }, code) {
    return new errors/* FailureError */.pO((0,errors/* failure */.V2)('not_understood', { status, requestId, detail: { code, params: {} }, hint: 'wrong_endpoint' }));
}

;// CONCATENATED MODULE: ./src/codearts/v3.ts






const PATH = '/v3/pipelines/status?pipeline_ids=';
const URL_LIMIT = 4_000;
function v3Look(client, condition) {
    return (open, report) => {
        const ids = open.map(({ id }) => id);
        return inFlight(chunks(ids, client), async (chunk) => {
            const found = readStatus(await client.get(statusPath(chunk)), chunk, readRun);
            report(new Map([...found].map(([id, what]) => [id, judge(what, condition)])));
        });
    };
}
function judge(found, condition) {
    if (found.kind !== 'latest')
        return found;
    const { run } = found;
    if (condition === null)
        return { kind: 'run', run, matchedBy: 'latest' };
    if (matches(run, condition))
        return { kind: 'run', run, matchedBy: 'started_after' };
    return { kind: 'no_match', instead: run };
}
function statusPath(ids) {
    return PATH + encodeRfc3986(ids.join(','));
}
function chunks(ids, client) {
    const all = [];
    let chunk = [];
    for (const id of ids) {
        const longer = [...chunk, id];
        const fits = longer.length <= IDS_PER_REQUEST && client.urlLength(statusPath(longer)) < URL_LIMIT;
        if (fits || chunk.length === 0) {
            chunk = longer;
        }
        else {
            all.push(chunk);
            chunk = [id];
        }
    }
    return chunk.length > 0 ? [...all, chunk] : all;
}
function readRun(element) {
    if (isNothing(element.status) && isNothing(element.build_id))
        return null;
    const { outcome, ended } = readOutcome(element.status, element.result);
    return {
        pipelineId: element.pipeline_id,
        pipelineName: values_text(element.pipeline_name),
        runId: values_text(element.build_id),
        runNumber: null,
        status: values_text(element.status),
        outcome,
        ended,
        url: webAddress(element.detail_url),
        executor: values_text(element.executor),
        trigger: null,
        branch: null,
        commit: null,
        startedAt: zonelessTime(element.start_time),
        endedAt: ended ? zonelessTime(element.end_time) : null,
        stages: readStages(element.stages)
    };
}
const GOING_ON = {
    waiting: 'running',
    running: 'running',
    verifying: 'paused',
    suspending: 'paused'
};
const RESULTS = {
    success: 'success',
    error: 'error',
    aborted: 'aborted'
};
function readOutcome(status, result) {
    if (word(status) === 'completed')
        return { outcome: entry(RESULTS, word(result)) ?? 'unknown', ended: true };
    return { outcome: entry(GOING_ON, word(status)) ?? 'unknown', ended: false };
}
function readStages(stages) {
    if (!Array.isArray(stages))
        return [];
    return stages
        .filter(isObject)
        .map((stage, index) => ({ stage, order: typeof stage.order === 'number' ? stage.order : index }))
        .sort((a, b) => a.order - b.order)
        .map(({ stage }) => ({
        name: values_text(stage.display_name) ?? values_text(stage.name) ?? '',
        outcome: isNothing(stage.status) ? null : readOutcome(stage.status, stage.result).outcome,
        startedAt: null,
        endedAt: null
    }));
}

;// CONCATENATED MODULE: ./src/codearts/v5-run.ts


const going = (outcome) => ({ outcome, ended: false });
const ended = (outcome) => ({ outcome, ended: true });
const RUN_STATUSES = {
    completed: ended('success'),
    failed: ended('error'),
    canceled: ended('aborted'),
    ignored: ended('unknown'),
    running: going('running'),
    init: going('running'),
    queued: going('running'),
    paused: going('paused'),
    suspend: going('paused')
};
const STAGE_STATUSES = {
    init: null,
    skipped: null,
    unselected: null,
    ignored: null,
    async_running: 'running',
    redispatch: 'running',
    async_failed: 'error'
};
function readRunStatus(status) {
    return entry(RUN_STATUSES, word(status)) ?? going('unknown');
}
function readStageOutcome(status) {
    if (isNothing(status))
        return null;
    const special = entry(STAGE_STATUSES, word(status));
    return special === undefined ? readRunStatus(status).outcome : special;
}
function readRunElement(element, pipelineId, project, pipelineName) {
    if (isNothing(element.status) && isNothing(element.pipeline_run_id))
        return null;
    const runId = values_text(element.pipeline_run_id);
    return {
        ...common(element, pipelineId, runId, project),
        pipelineName,
        ...readSource(isObject(element.build_params) ? element.build_params : {}),
        stages: v5_run_readStages(element.stage_status_list, 'sequence')
    };
}
function readRunDetail(detail, pipelineId, runId, project) {
    if (values_text(detail.id) !== runId)
        return null;
    if (!isNothing(detail.pipeline_id) && detail.pipeline_id !== pipelineId)
        return null;
    return {
        ...common(detail, pipelineId, runId, project),
        pipelineName: values_text(detail.name),
        ...readSource(buildParams(detail.sources)),
        stages: v5_run_readStages(detail.stages, 'sequence')
    };
}
function common(element, pipelineId, runId, project) {
    const meaning = readRunStatus(element.status);
    return {
        pipelineId,
        runId,
        runNumber: count(element.run_number),
        status: values_text(element.status),
        ...meaning,
        url: webAddress(element.detail_url) ?? consoleAddress(project, pipelineId, runId),
        executor: values_text(element.executor_name) ?? values_text(element.executor_id),
        trigger: values_text(element.trigger_type),
        startedAt: epochTime(element.start_time),
        endedAt: meaning.ended ? epochTime(element.end_time) : null
    };
}
function consoleAddress({ region, projectId }, pipelineId, runId) {
    if (runId === null)
        return null;
    const path = [projectId, 'pipeline', 'detail', pipelineId, runId].map(encodeURIComponent).join('/');
    return `https://devcloud.${region}.huaweicloud.com/cicd/project/${path}?v=1`;
}
function readSource(params) {
    const commit = values_text(params.commit_id);
    return {
        branch: values_text(params.target_branch) ?? values_text(params.source_branch) ?? values_text(params.tag),
        commit: commit !== null && /^[0-9a-f]{7,64}$/i.test(commit) ? commit.toLowerCase() : null
    };
}
function buildParams(sources) {
    const [source] = Array.isArray(sources) ? sources.filter(isObject) : [];
    const params = isObject(source?.params) ? source.params : {};
    return isObject(params.build_params) ? params.build_params : {};
}
function v5_run_readStages(stages, orderKey) {
    if (!Array.isArray(stages))
        return [];
    return stages
        .filter(isObject)
        .map((stage, index) => ({ stage, order: count(stage[orderKey]) ?? index }))
        .sort((a, b) => a.order - b.order)
        .map(({ stage }) => ({
        name: values_text(stage.name) ?? '',
        outcome: readStageOutcome(stage.status),
        startedAt: stageTime(stage.start_time),
        endedAt: stageTime(stage.end_time)
    }));
}
function stageTime(value) {
    return epochTime(value) ?? zonelessTime(value);
}

;// CONCATENATED MODULE: ./src/codearts/v5.ts






const v5_PAGE_SIZE = 50;
const FIRST_SEARCH_PAGES = 10;
function v5Look(options) {
    return async (open, report) => {
        const byId = new Map(open.map(tracked => [tracked.id, tracked]));
        const pinned = open.filter(({ pinnedRunId }) => pinnedRunId !== null);
        const others = open.filter(({ pinnedRunId }) => pinnedRunId === null);
        const further = [];
        const tell = (id, sighting) => report(new Map([[id, sighting]]));
        await inFlight(chunksOf(others, IDS_PER_REQUEST), async (chunk) => {
            const latest = await batchStatus(chunk, options);
            for (const [id, found] of latest) {
                const tracked = byId.get(id);
                if (tracked === undefined)
                    continue;
                const sighting = v5_judge(tracked, found, options);
                if (sighting !== null)
                    tell(id, sighting);
                else
                    further.push(async () => tell(id, await searchFurther(tracked, found, options)));
            }
        });
        for (const tracked of pinned)
            further.push(async () => tell(tracked.id, await follow(tracked, { runId: tracked.pinnedRunId }, 'run_id', options)));
        await inFlight(further, task => task());
    };
}
async function batchStatus(chunk, options) {
    const ids = chunk.map(({ id }) => id);
    const answer = await options.client.post(`${root(options)}/status`, ids);
    return readStatus(answer, ids, element => {
        const { pipeline_id: id } = element;
        return readRunElement(element, id, options.project, options.names.get(id) ?? null);
    });
}
function v5_judge(tracked, found, { condition }) {
    if (found.kind === 'latest') {
        const { run } = found;
        if (condition === null)
            return { kind: 'run', run, matchedBy: 'latest' };
        return matches(run, condition) ? { kind: 'run', run, matchedBy: matchedBy(condition) } : null;
    }
    return found.kind === 'no_run' && tracked.run !== null ? null : found;
}
async function searchFurther(tracked, found, options) {
    const { condition } = options;
    const candidate = condition === null ? null : await search(tracked, condition, options);
    const run = newerOf(candidate, tracked.run);
    if (run !== null)
        return follow(tracked, run, condition === null ? 'latest' : matchedBy(condition), options);
    return found.kind === 'latest' ? { kind: 'no_match', instead: found.run } : { kind: 'no_run' };
}
function newerOf(candidate, followed) {
    if (candidate === null || followed === null)
        return candidate ?? followed;
    return isOlder(candidate, followed) ? followed : candidate;
}
async function search(tracked, condition, options) {
    const pages = tracked.seen === 'nothing_yet' ? FIRST_SEARCH_PAGES : 1;
    for (let page = 0; page < pages; page++) {
        const { runs, isLast } = await listRuns(tracked.id, page * v5_PAGE_SIZE, options);
        const found = newestMatching(runs, condition);
        if (found !== null || isLast || isTooOld(runs, condition))
            return found;
    }
    return null;
}
function isTooOld(runs, { startedAfter }) {
    return startedAfter !== null && runs.some(run => run.startedAt !== null && run.startedAt < startedAfter);
}
async function listRuns(pipelineId, offset, options) {
    const body = { offset, limit: v5_PAGE_SIZE, sort_key: 'start_time', sort_dir: 'desc' };
    const answer = await options.client.post(`${root(options)}/${pipelineId}/pipeline-runs/list`, body);
    if (!isObject(answer.json) || !Array.isArray(answer.json.pipeline_runs))
        throw notUnderstood(answer, 'not_a_list');
    const elements = answer.json.pipeline_runs.map((element) => {
        if (!isObject(element))
            throw notUnderstood(answer, 'bad_element');
        return element;
    });
    const runs = elements
        .filter(element => element.pipeline_id === undefined || element.pipeline_id === pipelineId)
        .map(element => readRunElement(element, pipelineId, options.project, options.names.get(pipelineId) ?? null))
        .filter(run => run !== null);
    const total = count(answer.json.total);
    return { runs, isLast: elements.length === 0 || (total !== null && offset + elements.length >= total) };
}
async function follow(tracked, known, matchedBy, options) {
    const runId = known.runId ?? '';
    const path = `${root(options)}/${tracked.id}/pipeline-runs/detail?pipeline_run_id=${encodeURIComponent(runId)}`;
    const answer = await options.client.get(path);
    const run = isObject(answer.json) ? readRunDetail(answer.json, tracked.id, runId, options.project) : null;
    if (run === null)
        throw notUnderstood(answer, 'other_run');
    return {
        kind: 'run',
        matchedBy,
        run: { ...run, commit: known.commit ?? run.commit, branch: known.branch ?? run.branch }
    };
}
function matchedBy({ commit }) {
    return commit === null ? 'started_after' : 'commit';
}
function root({ project }) {
    return `/v5/${project.projectId}/api/pipelines`;
}
function chunksOf(items, size) {
    return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}

;// CONCATENATED MODULE: ./src/codearts/credential-source.ts

function givenCredential(credential) {
    const held = { credential, obtainedAt: 0, endsAt: null };
    return { renews: false, current: () => Promise.resolve(held), renew: () => Promise.resolve(false) };
}
const MARGIN = 0.15;
const LONGEST_MARGIN_MS = 300_000;
const RENEWAL_PAUSE_MS = 5_000;
function renewedCredential(fetch, clock) {
    let held = null;
    let fetching = null;
    let triedAt = Number.NEGATIVE_INFINITY;
    const fetchOnce = () => {
        triedAt = clock.now();
        fetching ??= fetch()
            .then(fresh => (held = fresh))
            .finally(() => (fetching = null));
        return fetching;
    };
    return {
        renews: true,
        async current() {
            if (held === null)
                return fetchOnce();
            const old = held;
            const isDue = dueAt(old) <= clock.now() && clock.now() - triedAt >= Math.min(RENEWAL_PAUSE_MS, marginOf(old) / 4);
            if (!isDue && fetching === null)
                return old;
            try {
                return await fetchOnce();
            }
            catch (error) {
                if (error instanceof errors/* FailureError */.pO && (old.endsAt ?? 0) > clock.now())
                    return old;
                throw error;
            }
        },
        async renew(refused) {
            if (held === refused)
                await fetchOnce();
            return held !== refused;
        }
    };
}
function dueAt(held) {
    const { endsAt } = held;
    return endsAt === null ? Number.POSITIVE_INFINITY : endsAt - marginOf(held);
}
function marginOf({ obtainedAt, endsAt }) {
    return Math.min(((endsAt ?? 0) - obtainedAt) * MARGIN, LONGEST_MARGIN_MS);
}

;// CONCATENATED MODULE: ./src/codearts/github-oidc.ts



async function fetchIdToken(client, request) {
    const { path, requestToken, audience } = request;
    const query = audience === null ? '' : `&audience=${encodeURIComponent(audience)}`;
    const answer = await client.get(`${path}${query}`, { authorization: `Bearer ${requestToken}` });
    const token = isObject(answer.json) ? values_text(answer.json.value) : null;
    if (token !== null)
        return token;
    const { status, requestId } = answer;
    const detail = { code: 'no_token', params: {} };
    throw new errors/* FailureError */.pO((0,errors/* failure */.V2)('not_understood', { service: 'github', status, requestId, detail, hint: 'id_token' }));
}
function subjectOf(idToken) {
    try {
        const payload = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString('utf8'));
        return isObject(payload) ? values_text(payload.sub) : null;
    }
    catch {
        return null;
    }
}

;// CONCATENATED MODULE: ./src/codearts/sign-in.ts



const SESSION_SECONDS = 3600;
async function passwordToken(signIn, region, user) {
    const { domain, username: name, password } = user;
    const answer = await signIn.client.post('/v3/auth/tokens?nocatalog=true', {
        auth: {
            identity: { methods: ['password'], password: { user: { name, password, domain: { name: domain } } } },
            scope: { project: { name: region } }
        }
    });
    return readToken(answer, signIn);
}
async function idpToken(signIn, region, idpId, idToken) {
    const body = { auth: { id_token: { id: idToken }, scope: { project: { name: region } } } };
    const answer = await signIn.client.post('/v3.0/OS-AUTH/id-token/tokens', body, { 'x-idp-id': idpId });
    return readToken(answer, signIn);
}
async function assumeAgency(signIn, agency, idToken) {
    const answer = await signIn.client.post('/v5/agencies/assume-with-oidc', {
        provider_urn: agency.providerUrn,
        agency_urn: agency.agencyUrn,
        agency_session_name: agency.sessionName,
        id_token: idToken,
        duration_seconds: SESSION_SECONDS
    });
    const given = isObject(answer.json) && isObject(answer.json.credentials) ? answer.json.credentials : {};
    const accessKey = values_text(given.access_key_id);
    const secretKey = values_text(given.secret_access_key);
    const securityToken = values_text(given.security_token);
    if (accessKey === null || secretKey === null || securityToken === null)
        throw incomplete(answer, 'no_credentials');
    for (const secret of [accessKey, secretKey, securityToken])
        signIn.hide(secret);
    return hold({ kind: 'access_key', accessKey, secretKey, securityToken }, given.expiration, answer, signIn);
}
function readToken(answer, signIn) {
    const token = answer.headers['x-subject-token'] ?? '';
    if (token === '')
        throw incomplete(answer, 'no_token');
    signIn.hide(token);
    const about = isObject(answer.json) && isObject(answer.json.token) ? answer.json.token : {};
    return hold({ kind: 'token', token }, about.expires_at, answer, signIn);
}
function hold(credential, expiry, answer, { clock }) {
    const lifeMs = Date.parse(values_text(expiry) ?? '') - cloudTime(answer, clock.epoch());
    if (Number.isNaN(lifeMs))
        throw incomplete(answer, 'no_expiry');
    if (lifeMs <= 0)
        throw incomplete(answer, 'already_ended');
    return { credential, obtainedAt: clock.now(), endsAt: clock.now() + lifeMs };
}
const DATE_PRECISION_MS = 2_000;
function cloudTime({ headers }, epochNow) {
    const serverDate = Date.parse(headers.date ?? '');
    const agrees = Number.isNaN(serverDate) || Math.abs(serverDate - epochNow) < DATE_PRECISION_MS;
    return agrees ? epochNow : serverDate;
}
function incomplete({ status, requestId }, code) {
    return new errors/* FailureError */.pO((0,errors/* failure */.V2)('not_understood', {
        status,
        requestId,
        detail: { code, params: {} },
        hint: 'wrong_identity_endpoint'
    }));
}

;// CONCATENATED MODULE: ./src/sign-in.ts






function credentialSource({ found, place }, options) {
    const { login } = found;
    const { clock, hide } = options;
    const at = (endpoint, service) => ({
        client: identityClient(endpoint, service, options),
        clock,
        hide
    });
    switch (login.kind) {
        case 'given':
            return givenCredential(login.credential);
        case 'iam_user':
            return renewedCredential(() => passwordToken(at(place.iam, 'iam'), place.region, login.user), clock);
        case 'idp':
            return renewedCredential(() => withIdToken(login.source, options, idToken => idpToken(at(place.iam, 'idp'), place.region, login.idpId, idToken)), clock);
        case 'sts': {
            const { agencyUrn, providerUrn } = login;
            const agency = { agencyUrn, providerUrn, sessionName: sessionName(options.env) };
            return renewedCredential(() => withIdToken(login.source, options, idToken => assumeAgency(at(place.sts, 'sts'), agency, idToken)), clock);
        }
    }
}
async function withIdToken(source, options, exchange) {
    const { url, requestToken, audience } = source;
    const request = { path: `${url.pathname}${url.search}`, requestToken, audience };
    const idToken = await fetchIdToken(identityClient(url.origin, 'github', options), request);
    options.hide(idToken);
    try {
        return await exchange(idToken);
    }
    catch (error) {
        if (!(error instanceof errors/* FailureError */.pO))
            throw error;
        throw new errors/* FailureError */.pO({ ...error.failure, subject: subjectOf(idToken) });
    }
}
function identityClient(endpoint, service, options) {
    return createClient({ ...options, credentials: null, endpoint, service, limit: limiter() });
}
function sessionName({ GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt }) {
    const parts = ['codearts-gate', run, attempt].filter(part => part !== undefined && /^\d{1,20}$|^codearts-gate$/.test(part));
    return parts.join('-');
}

;// CONCATENATED MODULE: ./src/cloud.ts






const NAMES_MS = 15_000;
const NAMES_GRACE_MS = 1_000;
function openCloud(config, effects) {
    const { api, condition, place } = config;
    const shared = {
        ...effects,
        limit: limiter(),
        credentials: credentialSource(config, { ...effects, language: config.language }),
        endpoint: place.endpoint,
        language: config.language,
        service: api.version
    };
    const client = createClient(shared);
    if (api.version === 'v3') {
        const noNames = { settle: () => Promise.resolve(new Map()) };
        return { look: v3Look(client, condition), names: noNames };
    }
    const project = { region: place.region, projectId: api.projectId };
    const known = new Map();
    return {
        look: v5Look({ client, project, condition, names: known }),
        names: collectNames(shared, project, [...config.targets.keys()], known)
    };
}
function collectNames(shared, project, ids, known) {
    const { clock, signal } = shared;
    const ending = new AbortController();
    const client = createClient({
        ...shared,
        deadline: Math.min(shared.deadline, clock.now() + NAMES_MS),
        signal: AbortSignal.any([signal, ending.signal]),
        onTrouble: () => undefined
    });
    const lookUp = lookUpNames(client, project, ids, known).catch(() => undefined);
    return {
        async settle() {
            const grace = clock
                .sleep(NAMES_GRACE_MS, AbortSignal.any([signal, ending.signal]))
                .catch(() => undefined);
            await Promise.race([lookUp, grace]);
            ending.abort();
            await grace;
            return known;
        }
    };
}

;// CONCATENATED MODULE: ./src/codearts/server-clock.ts
const TOLERANCE_MS = 5 * 60_000;
function serverClock(onCorrected) {
    let offsetMs = 0;
    return {
        get offsetMs() {
            return offsetMs;
        },
        correct(serverDate, epochNow) {
            if (serverDate === null || offsetMs !== 0)
                return;
            const difference = serverDate - epochNow;
            if (Math.abs(difference) < TOLERANCE_MS)
                return;
            offsetMs = difference;
            onCorrected(offsetMs);
        }
    };
}

;// CONCATENATED MODULE: ./src/domain/tracking.ts

const MISSES_THAT_CONFIRM = 2;
function track(id, pinnedRunId = null) {
    return {
        id,
        pinnedRunId,
        name: null,
        run: null,
        matchedBy: null,
        instead: null,
        outcome: 'unknown',
        decided: false,
        seen: 'nothing_yet',
        misses: 0
    };
}
function observe(tracked, sighting, rules, now) {
    switch (sighting.kind) {
        case 'run':
            return observeRun(tracked, sighting.run, sighting.matchedBy, rules);
        case 'no_run':
            return missed(tracked, 'no_run', 'not_found', rules, now);
        case 'no_match':
            if (tracked.run !== null)
                return tracked;
            return { ...missed(tracked, 'no_match', 'stale', rules, now), instead: sighting.instead };
        case 'other_pipelines_only':
            return {
                ...tracked,
                seen: sighting.kind,
                misses: tracked.misses + 1,
                outcome: 'not_found',
                decided: true
            };
        case 'contradiction':
            return { ...tracked, seen: sighting.kind, misses: 0, outcome: 'unknown', decided: true };
    }
}
function observeRun(tracked, run, matchedBy, rules) {
    if (tracked.run !== null && isOlder(run, tracked.run))
        return { ...tracked, misses: 0 };
    const { outcome } = run;
    const refusedByUser = outcome === 'paused' && rules.failOn.has('paused');
    return {
        ...tracked,
        run,
        matchedBy,
        instead: null,
        outcome,
        decided: !rules.wait || run.ended || refusedByUser,
        seen: 'run',
        misses: 0
    };
}
function missed(tracked, seen, outcome, rules, now) {
    const misses = tracked.misses + 1;
    const awaitedUntil = tracked.run === null ? rules.startDeadline : null;
    const final = awaitedUntil === null ? misses >= MISSES_THAT_CONFIRM : now >= awaitedUntil;
    return { ...tracked, seen, misses, outcome, decided: !rules.wait || final };
}
function awaitsRun({ decided, outcome, run }) {
    return !decided && run === null && (outcome === 'not_found' || outcome === 'stale');
}
function expire(tracked) {
    if (tracked.decided)
        return tracked;
    const goesOn = tracked.outcome === 'running' || tracked.outcome === 'paused';
    return { ...tracked, decided: true, outcome: goesOn ? 'timed_out' : tracked.outcome };
}

;// CONCATENATED MODULE: ./src/domain/verdict.ts
const WORST_FIRST = [
    'error',
    'aborted',
    'unknown',
    'not_found',
    'stale',
    'timed_out',
    'paused',
    'running'
];
const ENDED = new Set(['success', 'error', 'aborted']);
function decide(pipelines, failOn, hindrance = 'none') {
    const failed = pipelines.filter(({ outcome }) => failOn.has(outcome));
    const reportOnly = failOn.size === 0;
    const result = overallResult(pipelines);
    const allEnded = pipelines.length > 0 && pipelines.every(({ outcome }) => ENDED.has(outcome));
    return {
        result,
        passed: hindrance === 'none' && allEnded && (reportOnly ? result === 'success' : failed.length === 0),
        failsStep: hindrance === 'bad_inputs' || (!reportOnly && (hindrance !== 'none' || failed.length > 0)),
        pipelines,
        failed
    };
}
function overallResult(pipelines) {
    const outcomes = new Set(pipelines.map(({ outcome }) => outcome));
    const worst = WORST_FIRST.find(outcome => outcomes.has(outcome));
    if (worst !== undefined)
        return worst;
    return outcomes.has('success') ? 'success' : 'unknown';
}

;// CONCATENATED MODULE: ./src/domain/pipeline-run.ts
const OUTCOMES = [
    'success',
    'error',
    'aborted',
    'running',
    'paused',
    'timed_out',
    'not_found',
    'stale',
    'unknown'
];
function durationSeconds(run) {
    if (run.startedAt === null || run.endedAt === null)
        return null;
    return Math.max(0, Math.round((run.endedAt - run.startedAt) / 1000));
}

;// CONCATENATED MODULE: ./src/inputs/known.ts
const INPUTS = (/* unused pure expression or super */ null && ([
    'pipeline_ids',
    'project_id',
    'api_version',
    'region',
    'endpoint',
    'iam_endpoint',
    'sts_endpoint',
    'access_key',
    'secret_key',
    'security_token',
    'auth_token',
    'iam_domain',
    'iam_username',
    'iam_password',
    'oidc_agency_urn',
    'oidc_provider_urn',
    'oidc_audience',
    'oidc_idp_id',
    'wait',
    'timeout',
    'poll_interval',
    'start_timeout',
    'fail_fast',
    'commit',
    'started_after',
    'fail_on',
    'language',
    'summary'
]));
const NOT_BUILT = [
    'log_lines',
    'start',
    'branch',
    'tag',
    'variables',
    'description',
    'stop_on_cancel',
    'dry_run'
];
function inputValue(env, name) {
    return (env[`INPUT_${name.toUpperCase()}`] ?? '').replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
}

;// CONCATENATED MODULE: ./src/inputs/credential.ts

const KINDS = {
    access_key: { needs: ['access_key', 'secret_key'], may: ['security_token'] },
    token: { needs: ['auth_token'], may: [] },
    iam_user: { needs: ['iam_domain', 'iam_username', 'iam_password'], may: [] },
    sts: { needs: ['oidc_agency_urn', 'oidc_provider_urn'], may: ['oidc_audience'] },
    idp: { needs: ['oidc_idp_id'], may: ['oidc_audience'] }
};
const ALL_KINDS = Object.keys(KINDS);
const KEY_VARIABLES = [
    ['HUAWEICLOUD_SDK_AK', 'HUAWEICLOUD_SDK_SK', 'HUAWEICLOUD_SDK_SECURITY_TOKEN'],
    ['HUAWEI_CLOUD_ACCESS_KEY_ID', 'HUAWEI_CLOUD_SECRET_ACCESS_KEY', '']
];
function parseLogin(env, fromFork, problems) {
    const value = (name) => inputValue(env, name);
    const isGiven = (name) => value(name) !== '';
    const begun = ALL_KINDS.filter(kind => [...KINDS[kind].needs].some(isGiven));
    const kinds = begun.length > 0 ? begun : ALL_KINDS.filter(kind => [...KINDS[kind].may].some(isGiven)).slice(0, 1);
    const [kind] = kinds;
    if (kind === undefined)
        return parseEnvironment(env, fromFork, problems);
    const strays = strayInputs(kind, isGiven);
    if (kinds.length > 1 || strays.length > 0) {
        const given = [...kinds.flatMap(kind => [...KINDS[kind].needs].filter(isGiven)), ...strays];
        problems.add(secret([...new Set(given)].join(', ')), 'credential_two');
        return null;
    }
    if (!isWhole(KINDS[kind].needs, value, fromFork, problems))
        return null;
    for (const name of [...KINDS[kind].needs, ...KINDS[kind].may])
        checkCharacters(name, value(name), problems);
    const login = readLogin(kind, value, env, fromFork, problems);
    if (login === null)
        return null;
    const trimmed = [...KINDS[kind].needs, ...KINDS[kind].may].filter(name => isPadded(env[`INPUT_${name.toUpperCase()}`]));
    return { login, source: KINDS[kind].needs[0], trimmed };
}
function strayInputs(kind, isGiven) {
    const own = [...KINDS[kind].needs, ...KINDS[kind].may];
    return ALL_KINDS.flatMap((other) => KINDS[other].may).filter(name => isGiven(name) && !own.includes(name));
}
function isWhole(needs, value, fromFork, problems) {
    const missing = needs.filter(name => value(name) === '');
    if (missing.length === 0)
        return true;
    half(needs, missing, fromFork, problems);
    return false;
}
function half(needs, missing, fromFork, problems) {
    const code = fromFork ? 'credential_half_fork' : 'credential_half';
    problems.add(secret(missing.join(', ')), code, { all: needs.join(', ') });
}
function readLogin(kind, value, env, fromFork, problems) {
    switch (kind) {
        case 'access_key':
            return {
                kind: 'given',
                credential: accessKey(value('access_key'), value('secret_key'), value('security_token'))
            };
        case 'token':
            return { kind: 'given', credential: { kind: 'token', token: value('auth_token') } };
        case 'iam_user': {
            const user = {
                domain: value('iam_domain'),
                username: value('iam_username'),
                password: value('iam_password')
            };
            return { kind: 'iam_user', user };
        }
        case 'sts':
        case 'idp': {
            const source = parseIdTokenSource(env, value('oidc_audience'), fromFork, problems);
            if (source === null)
                return null;
            if (kind === 'idp')
                return { kind, idpId: value('oidc_idp_id'), source };
            return { kind, agencyUrn: value('oidc_agency_urn'), providerUrn: value('oidc_provider_urn'), source };
        }
    }
}
function parseIdTokenSource(env, audience, fromFork, problems) {
    const url = env.ACTIONS_ID_TOKEN_REQUEST_URL ?? '';
    const requestToken = env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? '';
    if (!URL.canParse(url) || requestToken === '') {
        problems.add(secret('permissions'), fromFork ? 'credential_id_token_fork' : 'credential_id_token');
        return null;
    }
    return { url: new URL(url), requestToken, audience: audience === '' ? null : audience };
}
function parseEnvironment(env, fromFork, problems) {
    for (const names of KEY_VARIABLES) {
        const [ak, sk, token] = names.map(name => (name === '' ? '' : (env[name] ?? '').trim()));
        const values = [ak ?? '', sk ?? '', token ?? ''];
        if (values.every(value => value === ''))
            continue;
        const missing = names.slice(0, 2).filter((_, index) => values[index] === '');
        if (missing.length > 0) {
            half(names.slice(0, 2), missing, fromFork, problems);
            return null;
        }
        for (const [index, name] of names.entries())
            checkCharacters(name, values[index] ?? '', problems);
        const trimmed = names.filter(name => isPadded(env[name]));
        return { login: { kind: 'given', credential: accessKey(...values) }, source: names[0], trimmed };
    }
    problems.add(secret('access_key, secret_key'), fromFork ? 'credential_none_fork' : 'credential_none');
    return null;
}
function accessKey(ak, sk, securityToken) {
    return {
        kind: 'access_key',
        accessKey: ak,
        secretKey: sk,
        securityToken: securityToken === '' ? null : securityToken
    };
}
function isPadded(value) {
    return value !== undefined && value.trim() !== '' && value.trim() !== value;
}
const IN_HEADERS = new Set([
    'access_key',
    'secret_key',
    'security_token',
    'auth_token',
    'oidc_idp_id',
    ...KEY_VARIABLES.flat()
]);
function checkCharacters(name, value, problems) {
    if (IN_HEADERS.has(name) && /[^!-~]/.test(value))
        problems.add(secret(name), 'credential_characters');
}
function secret(input) {
    return { input, value: '' };
}
function secretsOf(login) {
    switch (login.kind) {
        case 'given':
            return partsOf(login.credential);
        case 'iam_user':
            return [login.user.password];
        case 'sts':
        case 'idp':
            return [login.source.requestToken];
    }
}
function partsOf(credential) {
    if (credential.kind === 'token')
        return [credential.token];
    return [credential.accessKey, credential.secretKey, credential.securityToken].filter(part => part !== null);
}

;// CONCATENATED MODULE: ./src/codearts/regions.ts
const HOST_PREFIXES = {
    'cloudpipeline-ext': [
        'cn-north-1',
        'cn-north-4',
        'cn-south-1',
        'cn-south-2',
        'cn-east-2',
        'cn-east-3',
        'cn-southwest-2',
        'ap-southeast-3',
        'sa-brazil-1',
        'la-north-2'
    ],
    'pipeline-external': ['tr-west-1', 'la-south-2'],
    pipeline: ['af-north-1', 'me-east-1', 'af-south-1']
};
const DEFAULT_REGION = 'cn-north-4';
const KNOWN_REGIONS = Object.values(HOST_PREFIXES).flat();
function pipelineEndpoint(region) {
    const prefix = Object.keys(HOST_PREFIXES).find(name => HOST_PREFIXES[name]?.includes(region));
    return prefix === undefined ? null : `https://${prefix}.${region}.myhuaweicloud.com`;
}

;// CONCATENATED MODULE: ./src/inputs/values.ts
const LONGEST_DURATION_MS = 120 * 3_600_000;
const UNIT_MS = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };
const SHOWN_LENGTH = 80;
class Problems {
    all = [];
    add(raw, code, params = {}) {
        this.all.push({ input: raw.input, given: raw.value === '' ? null : shorten(raw.value), code, params });
    }
}
function shorten(value) {
    return value.length > SHOWN_LENGTH ? `${value.slice(0, SHOWN_LENGTH)}…` : value;
}
function parseDuration(raw, fallbackMs, problems) {
    if (raw.value === '')
        return fallbackMs;
    const duration = readDuration(raw.value);
    if (duration !== null && duration > 0 && duration <= LONGEST_DURATION_MS)
        return duration;
    problems.add(raw, 'duration');
    return fallbackMs;
}
function readDuration(text) {
    const match = /^(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?(?:(\d{1,12})ms)?$/.exec(text);
    if (match === null || text === '')
        return null;
    const [, hours, minutes, seconds, milliseconds] = match;
    const parts = [hours, minutes, seconds, milliseconds].map(part => Number(part ?? 0));
    return [UNIT_MS.h, UNIT_MS.m, UNIT_MS.s, UNIT_MS.ms].reduce((sum, unit, index) => sum + unit * (parts[index] ?? 0), 0);
}
function parseBoolean(raw, fallback, problems) {
    if (raw.value === '')
        return fallback;
    const word = raw.value.toLowerCase();
    if (word === 'true' || word === 'false')
        return word === 'true';
    problems.add(raw, 'boolean');
    return fallback;
}
function parseChoice(raw, choices, fallback, problems) {
    if (raw.value === '')
        return fallback;
    const choice = choices.find(word => word === raw.value.toLowerCase());
    if (choice !== undefined)
        return choice;
    problems.add(raw, 'choice', { choices: choices.join(', ') });
    return fallback;
}
function splitList(value) {
    return value.split(/[,\s]+/).filter(part => part !== '');
}
const NAMED = 10;
const NAMED_LENGTH = 40;
function listed(entries) {
    const all = [...new Set(entries)];
    const shown = all
        .slice(0, NAMED)
        .map(entry => (entry.length > NAMED_LENGTH ? `${entry.slice(0, NAMED_LENGTH)}…` : entry));
    return shown.join(', ') + (all.length > NAMED ? ` … (+${all.length - NAMED})` : '');
}
function nearest(word, candidates) {
    return candidates.reduce((best, candidate) => edits(word, candidate) < edits(word, best) ? candidate : best);
}
function edits(from, to) {
    let row = Array.from({ length: to.length + 1 }, (_, index) => index);
    for (const [i, a] of [...from].entries()) {
        const next = [i + 1];
        for (const [j, b] of [...to].entries()) {
            const cost = a === b ? 0 : 1;
            next.push(Math.min((row[j] ?? 0) + cost, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
        }
        row = next;
    }
    return row[to.length] ?? 0;
}

;// CONCATENATED MODULE: ./src/inputs/endpoint.ts



const REGION_VARIABLES = ['HUAWEI_CLOUD_REGION', 'HUAWEICLOUD_SDK_REGION'];
function parsePlace(env, problems) {
    const raw = rawRegion(env);
    const region = raw.value === '' ? DEFAULT_REGION : raw.value;
    const known = pipelineEndpoint(region);
    const endpoint = override(env, 'endpoint', problems) ?? known;
    if (endpoint === null)
        problems.add(raw, 'region', {
            regions: KNOWN_REGIONS.join(', '),
            nearest: nearest(region, KNOWN_REGIONS)
        });
    else if (!/^[0-9A-Za-z-]{1,64}$/.test(region))
        problems.add(raw, 'region_shape');
    return {
        region,
        endpoint: endpoint ?? '',
        iam: override(env, 'iam_endpoint', problems) ?? `https://iam.${region}.myhuaweicloud.com`,
        sts: override(env, 'sts_endpoint', problems) ?? `https://sts.${region}.myhuaweicloud.com`
    };
}
function override(env, input, problems) {
    const raw = { input, value: inputValue(env, input) };
    return raw.value === '' ? null : parseEndpoint(raw, problems);
}
function rawRegion(env) {
    const input = { input: 'region', value: inputValue(env, 'region') };
    if (input.value !== '')
        return input;
    const variable = REGION_VARIABLES.find(name => (env[name] ?? '').trim() !== '');
    return variable === undefined
        ? input
        : { input: `region (${variable})`, value: (env[variable] ?? '').trim() };
}
function parseEndpoint(raw, problems) {
    const url = URL.canParse(raw.value) ? new URL(raw.value) : null;
    const shown = /[@?#]/.test(raw.value) ? { ...raw, value: '' } : raw;
    if (url === null || !/^https?:\/\//i.test(raw.value)) {
        problems.add(shown, 'endpoint_url');
        return '';
    }
    const isBare = url.pathname === '/' && [url.username, url.password, url.search, url.hash].every(part => part === '');
    if (!isBare || /[@?#]/.test(raw.value))
        problems.add(shown, 'endpoint_extra');
    else if (raw.value.endsWith('/'))
        problems.add(raw, 'endpoint_slash', { origin: url.origin });
    if (url.protocol === 'http:' && !isLoopback(url.hostname))
        problems.add({ input: raw.input, value: url.host }, 'endpoint_https');
    return url.origin;
}
function isLoopback(host) {
    return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

;// CONCATENATED MODULE: ./src/inputs/pipeline-ids.ts

const TARGET = /^[0-9A-Za-z]{32}(@[0-9A-Za-z_-]{1,64})?$/;
const HIDDEN = {
    '\u00A0': 'NO-BREAK SPACE',
    '\u00AD': 'SOFT HYPHEN',
    '\u200B': 'ZERO WIDTH SPACE',
    '\u200C': 'ZERO WIDTH NON-JOINER',
    '\u200D': 'ZERO WIDTH JOINER',
    '\u200E': 'LEFT-TO-RIGHT MARK',
    '\u200F': 'RIGHT-TO-LEFT MARK',
    '\u2060': 'WORD JOINER',
    '\u3000': 'IDEOGRAPHIC SPACE',
    '\u3001': 'IDEOGRAPHIC COMMA',
    '\uFEFF': 'BYTE ORDER MARK',
    '\uFF0C': 'FULLWIDTH COMMA',
    '\uFF1B': 'FULLWIDTH SEMICOLON'
};
function parsePipelineIds(raw, problems) {
    const parts = raw.value.split(/[, \t\r\n]+/).filter(part => part !== '');
    const nameless = { input: raw.input, value: '' };
    const hidden = hiddenCharacters(raw.value);
    const wrong = [...new Set(parts.filter(part => !TARGET.test(part)))];
    const targets = new Map();
    const torn = [];
    for (const part of parts.filter(part => TARGET.test(part))) {
        const [id = '', runId = null] = part.split('@');
        if (targets.has(id) && targets.get(id) !== runId)
            torn.push(id);
        else
            targets.set(id, runId);
    }
    if (parts.length === 0)
        problems.add(raw, 'required');
    else if (hidden !== '')
        problems.add(nameless, 'ids_hidden', { characters: hidden });
    else if (wrong.length > 0)
        problems.add(nameless, 'ids', { ids: listed(wrong), n: wrong.length });
    if (torn.length > 0)
        problems.add(nameless, 'ids_torn', { ids: listed(torn) });
    return targets;
}
function hiddenCharacters(text) {
    const found = [...new Set(text)].filter(char => char in HIDDEN || isInvisible(char));
    return found.map(char => `U+${hex(char)}${char in HIDDEN ? ` ${HIDDEN[char] ?? ''}` : ''}`).join(', ');
}
function isInvisible(char) {
    return /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}]/u.test(char) && !/[ \t\r\n]/.test(char);
}
function hex(char) {
    return (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

;// CONCATENATED MODULE: ./src/inputs/selection.ts


const HASH = /^[0-9a-f]{7,40}$/i;
const FULL_HASH = /^[0-9a-f]{40}$/i;
const ZONED_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/i;
const ZONELESS_TIME = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?$/;
function parseCondition(env, event, epochNow, problems) {
    const commit = parseCommit(env, event, problems);
    const startedAfter = parseStartedAfter(env, epochNow, problems);
    return commit === null && startedAfter === null ? null : { commit, startedAfter };
}
function parseCommit(env, event, problems) {
    const raw = { input: 'commit', value: inputValue(env, 'commit') };
    if (raw.value === '')
        return null;
    if (raw.value.toLowerCase() === 'event')
        return commitOfEvent(raw, env, event, problems);
    if (!HASH.test(raw.value))
        problems.add(raw, 'commit');
    return raw.value.toLowerCase();
}
function commitOfEvent(raw, env, event, problems) {
    if (event.state === 'broken') {
        problems.add(raw, 'commit_event_broken');
        return null;
    }
    const payload = event.state === 'read' ? event.payload : undefined;
    const hash = at(payload, 'pull_request', 'head', 'sha') ??
        at(payload, 'merge_group', 'head_sha') ??
        pushedCommit(payload) ??
        (needsPayload(env) ? undefined : env.GITHUB_SHA);
    if (typeof hash === 'string' && FULL_HASH.test(hash) && !/^0+$/.test(hash))
        return hash.toLowerCase();
    problems.add(raw, 'commit_event');
    return null;
}
function pushedCommit(payload) {
    const ref = at(payload, 'ref');
    const isTag = typeof ref === 'string' && ref.startsWith('refs/tags/');
    return isTag ? at(payload, 'head_commit', 'id') : at(payload, 'after');
}
function needsPayload(env) {
    return /^(pull_request|merge_group)/.test(env.GITHUB_EVENT_NAME ?? '');
}
function parseStartedAfter(env, epochNow, problems) {
    const raw = { input: 'started_after', value: inputValue(env, 'started_after') };
    if (raw.value === '')
        return null;
    const ago = readDuration(raw.value);
    if (ago !== null && ago > 0)
        return epochNow - ago;
    const instant = ZONED_TIME.test(raw.value) ? readZonedTime(raw.value) : Number.NaN;
    if (Number.isNaN(instant))
        problems.add(raw, ZONELESS_TIME.test(raw.value) ? 'time_zone' : 'time');
    else if (instant > epochNow)
        problems.add(raw, 'time_future');
    else
        return instant;
    return null;
}
function readZonedTime(text) {
    const [year, month, day] = text.slice(0, 10).split('-').map(Number);
    const exists = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1)).getUTCDate() === day;
    return exists ? Date.parse(text.toUpperCase().replace(/([+-]\d{2})(\d{2})$/, '$1:$2')) : Number.NaN;
}
function at(value, ...path) {
    return path.reduce((node, key) => typeof node === 'object' && node !== null ? node[key] : undefined, value);
}

;// CONCATENATED MODULE: ./src/inputs.ts







const DEFAULT_TIMEOUT_MS = 3_600_000;
const DEFAULT_START_TIMEOUT_MS = 300_000;
const DEFAULT_FAIL_ON = ['error', 'aborted', 'timed_out', 'not_found', 'stale', 'unknown'];
function parseInputs(env, event, epochNow) {
    const problems = new Problems();
    const raw = (input) => ({ input, value: inputValue(env, input) });
    const frame = {
        targets: parsePipelineIds(raw('pipeline_ids'), problems),
        language: parseChoice(raw('language'), ['en', 'zh'], 'en', problems),
        summary: parseBoolean(raw('summary'), true, problems)
    };
    refuseNotBuilt(env, problems);
    const api = parseApi(raw('api_version'), raw('project_id'), problems);
    const place = parsePlace(env, problems);
    const found = parseLogin(env, isFromFork(env, event), problems);
    const wait = parseBoolean(raw('wait'), true, problems);
    const timeoutMs = parseDuration(raw('timeout'), DEFAULT_TIMEOUT_MS, problems);
    const pollInterval = parsePollInterval(raw('poll_interval'), problems);
    const startTimeoutMs = parseDuration(raw('start_timeout'), DEFAULT_START_TIMEOUT_MS, problems);
    const failFast = parseBoolean(raw('fail_fast'), false, problems);
    const condition = parseCondition(env, event, epochNow, problems);
    refuseContradictions(api, frame.targets, env, problems);
    const failOn = parseFailOn(raw('fail_on'), wait, problems);
    if (found === null || problems.all.length > 0)
        return { problems: problems.all, frame };
    const waiting = { wait, timeoutMs, pollInterval, startTimeoutMs, failFast, condition, failOn };
    return { frame, config: { ...frame, api, place, found, ...waiting } };
}
function parseApi(version, project, problems) {
    const choice = parseChoice(version, ['auto', 'v3', 'v5'], 'auto', problems);
    const projectId = project.value;
    if (projectId !== '' && !/^[0-9A-Za-z]{32}$/.test(projectId))
        problems.add(project, 'project_id');
    if (choice === 'v5' && projectId === '')
        problems.add(project, 'project_id_missing');
    const isV5 = choice === 'v5' || (choice === 'auto' && projectId !== '');
    return isV5 ? { version: 'v5', projectId } : { version: 'v3' };
}
function refuseContradictions(api, targets, env, problems) {
    const pins = [...targets].filter(([, runId]) => runId !== null).map(([id, runId]) => `${id}@${runId ?? ''}`);
    const pinned = { input: 'pipeline_ids', value: pins[0] ?? '' };
    const conditions = ['commit', 'started_after'].filter(name => inputValue(env, name) !== '');
    if (api.version === 'v3' && conditions.includes('commit'))
        problems.add({ input: 'commit', value: inputValue(env, 'commit') }, 'commit_v3');
    if (pins.length === 0)
        return;
    if (api.version === 'v3')
        problems.add(pinned, 'ids_pinned');
    if (conditions.length > 0)
        problems.add(pinned, 'pin_and_condition', { inputs: conditions.join(', ') });
}
function refuseNotBuilt(env, problems) {
    for (const input of NOT_BUILT)
        if (inputValue(env, input) !== '')
            problems.add({ input, value: '' }, 'not_built');
}
function parsePollInterval(raw, problems) {
    if (raw.value === '' || raw.value.toLowerCase() === 'auto')
        return 'auto';
    return parseDuration(raw, 0, problems);
}
function parseFailOn(raw, wait, problems) {
    if (raw.value === '')
        return new Set(DEFAULT_FAIL_ON);
    const words = [...new Set(splitList(raw.value.toLowerCase()))];
    if (words.length === 0)
        problems.add(raw, 'fail_on_empty');
    if (words.includes('none')) {
        if (words.length > 1)
            problems.add(raw, 'fail_on_none');
        return new Set();
    }
    const choices = [...OUTCOMES.filter(outcome => outcome !== 'success'), 'none'];
    const known = words.filter((word) => OUTCOMES.some(outcome => outcome === word));
    const wrong = words.filter(word => !known.some(outcome => outcome === word));
    const [first] = wrong;
    if (first !== undefined)
        problems.add({ input: raw.input, value: listed(wrong) }, 'fail_on_word', {
            nearest: nearest(first.slice(0, 40), choices),
            choices: choices.join(', ')
        });
    if (known.includes('success'))
        problems.add(raw, 'fail_on_success');
    if (wait && known.includes('running'))
        problems.add(raw, 'fail_on_running');
    return new Set(known);
}
function isFromFork(env, event) {
    if (env.GITHUB_ACTOR === 'dependabot[bot]')
        return true;
    if (!/^pull_request(?!_target)/.test(env.GITHUB_EVENT_NAME ?? ''))
        return false;
    const payload = event.state === 'read' ? event.payload : undefined;
    const head = at(payload, 'pull_request', 'head', 'repo', 'full_name');
    const base = at(payload, 'pull_request', 'base', 'repo', 'full_name') ?? env.GITHUB_REPOSITORY;
    const known = at(payload, 'pull_request', 'head') !== undefined;
    return known && head !== base;
}

;// CONCATENATED MODULE: ./src/report/conclusion.ts
function failedStage(run) {
    if (run?.outcome !== 'error')
        return null;
    return run.stages.find(({ outcome }) => outcome === 'error') ?? null;
}
function nameOf(tracked) {
    return tracked.name ?? tracked.run?.pipelineName ?? tracked.id;
}
function conclusion_explained({ verdict, failure }) {
    return failure === null ? verdict.failed : verdict.failed.filter(({ seen }) => seen !== 'nothing_yet');
}

;// CONCATENATED MODULE: ./src/report/escape.ts
const LONGEST = 200;
const ANSI = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?)/g;
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
const TURNING = /[\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
function plain(text, longest = LONGEST) {
    const line = text
        .slice(0, longest * 4)
        .replace(ANSI, '')
        .replace(UNSEEN, ' ')
        .replace(TURNING, '')
        .trim()
        .replace(/^::/, ': :')
        .replaceAll('##[', '## [');
    const characters = [...line];
    return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : line;
}
function markdown(text, longest = LONGEST) {
    return plain(text, longest)
        .replace(/[&<>]/g, char => ENTITIES[char] ?? '')
        .replace(/[\\`*[\]|~$]/g, String.raw `\$&`)
        .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, String.raw `\_`)
        .replaceAll('://', ':&#47;&#47;')
        .replace(/www\./gi, match => `${match.slice(0, 3)}&#46;`);
}
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
function escape_link(text, url) {
    if (url === null)
        return text;
    const address = url.replace(/[()<>|\\\s]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
    return `[${text}](${address})`;
}

;// CONCATENATED MODULE: ./src/report/text.ts


function durationText(ms, messages) {
    if (ms > 0 && ms < 1000)
        return messages.say('duration.ms', { ms: Math.round(ms) });
    const seconds = Math.max(0, Math.round(ms / 1000));
    if (seconds < 60)
        return messages.say('duration.s', { s: seconds });
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60)
        return messages.say('duration.m', { m: minutes, s: seconds % 60 });
    return messages.say('duration.h', { h: Math.floor(minutes / 60), m: minutes % 60 });
}
function outcomeText(outcome, messages) {
    return messages.say(`outcome.${outcome}`);
}
function nextStep(tracked, messages, escape = plain) {
    if (tracked.seen === 'nothing_yet')
        return messages.say('next.unseen');
    if (tracked.seen === 'contradiction')
        return messages.say('next.contradiction');
    if (tracked.outcome === 'success')
        return '';
    if (tracked.outcome === 'unknown')
        return messages.say('next.unknown', { status: escape(tracked.run?.status ?? 'null', 60) });
    const next = messages.say(`next.${tracked.outcome}`);
    const instead = tracked.outcome === 'stale' ? insteadText(tracked, messages, escape) : null;
    return instead === null ? next : `${next} ${instead}`;
}
function whereText(tracked, messages, escape = plain) {
    const stage = failedStage(tracked.run);
    if (stage !== null)
        return messages.say('where.stage', { stage: escape(stage.name, 80) });
    const run = runLabel(tracked);
    return run === null ? '' : messages.say('where.run', { run: escape(run) });
}
function sourceText(run, messages, escape = plain) {
    const { commit, branch, trigger } = run;
    const facts = [
        commit === null ? '' : messages.say('fact.commit', { commit: escape(commit.slice(0, 10)) }),
        branch === null ? '' : messages.say('fact.branch', { branch: escape(branch, 60) }),
        trigger === null ? '' : messages.say('fact.trigger', { trigger: escape(trigger, 40) })
    ];
    return joined(facts, messages);
}
function insteadText({ instead }, messages, escape = plain) {
    if (instead === null)
        return null;
    const started = instead.startedAt === null ? '' : instantText(instead.startedAt);
    const facts = [
        outcomeText(instead.outcome, messages),
        sourceText(instead, messages, escape),
        started === '' ? '' : messages.say('fact.started', { started })
    ];
    return messages.say('instead', { run: escape(labelOf(instead) ?? '–'), facts: joined(facts, messages) });
}
function instantText(epochMs) {
    return new Date(epochMs).toISOString().slice(0, 19).replace('T', ' ');
}
function matchedText({ matchedBy, run }, messages) {
    if (matchedBy === null)
        return '–';
    const commit = matchedBy === 'commit' ? (run?.commit?.slice(0, 10) ?? '') : '';
    return `${messages.say(`matched.${matchedBy}`)} ${commit}`.trim();
}
function joined(facts, messages) {
    return facts.filter(fact => fact !== '').join(messages.language === 'zh' ? '，' : ', ');
}
function runLabel({ run }) {
    return run === null ? null : labelOf(run);
}
function labelOf(run) {
    if (run.runNumber !== null)
        return `#${run.runNumber}`;
    return run.runId === null ? null : plain(run.runId, 40);
}
function headline({ verdict, failure }, messages) {
    const n = verdict.pipelines.length;
    const result = outcomeText(verdict.result, messages);
    if (failure?.code === 'cancelled')
        return messages.say('headline.cancelled');
    if (failure !== null)
        return messages.say('headline.hindered');
    if (verdict.failsStep)
        return messages.say('headline.failed', { result, failed: verdict.failed.length, n });
    if (!verdict.passed)
        return messages.say('headline.open', { result });
    if (verdict.result === 'success')
        return messages.say('headline.passed', { n });
    return messages.say('headline.passed.allowed', { n, result });
}
function failureText(failure, messages, escape = plain) {
    if (failure.code === 'inputs') {
        const problems = failure.problems.map(problem => problemText(problem, messages, escape));
        return [messages.say('failure.inputs'), ...problems].join('\n');
    }
    const service = messages.say(`service.${failure.service}`);
    const facts = factsText(failure, messages, escape);
    const sentence = messages.sayAny(`failure.${failure.code}`, { service, facts });
    if (failure.hint === null)
        return sentence;
    const hint = messages.sayAny(`hint.${failure.hint}`, { subject: escape(failure.subject ?? '–', 300) });
    return messages.language === 'zh' ? `${sentence}${hint}` : `${sentence} ${hint}`;
}
function factsText(failure, messages, escape) {
    const list = troubleText(failure, messages, escape);
    return list === '' ? '' : messages.say('facts', { list });
}
function troubleText(failure, messages, escape = plain) {
    const { status, cloudCode, cloudMessage, requestId, detail, attempts } = failure;
    const cloud = [cloudCode, cloudMessage].filter(part => part !== null).map(part => escape(part));
    const facts = [
        status === null ? '' : messages.say('fact.status', { status }),
        cloud.join(': '),
        detail === null ? '' : messages.sayAny(`detail.${detail.code}`, cleaned(detail.params, escape)),
        requestId === null ? '' : messages.say('fact.request', { id: escape(requestId, 80) }),
        attempts > 1 ? messages.say('fact.attempts', { n: attempts }) : ''
    ];
    return joined(facts, messages);
}
function problemText({ input, given, code, params }, messages, escape) {
    const expected = messages.sayAny(`problem.${code}`, cleaned(params, escape));
    if (given === null)
        return messages.say('problem.line', { input, expected });
    return messages.say('problem.line.given', { input, given: escape(given, 400), expected });
}
function cleaned(params, escape) {
    return Object.fromEntries(Object.entries(params).map(([name, value]) => [
        name,
        typeof value === 'string' ? escape(value, 600) : value
    ]));
}

;// CONCATENATED MODULE: ./src/report/log.ts



const ANNOTATIONS = 10;
const clean = (tracked) => plain(nameOf(tracked), 120);
function changeLines(before, after, pauseMs, messages) {
    return after.flatMap((now, index) => {
        const then = before[index];
        return then === undefined || then === now ? [] : pipelineLines(then, now, pauseMs, messages);
    });
}
function pipelineLines(then, now, pauseMs, messages) {
    const name = clean(now);
    const to = outcomeText(now.outcome, messages);
    if (now.seen === 'no_match' || (now.seen === 'no_run' && pauseMs === null && now.run === null))
        return waitingLines(then, now, name, messages);
    if (now.seen !== 'run') {
        if (now.seen !== 'no_run' || now.decided)
            return then.outcome === now.outcome && then.decided === now.decided
                ? []
                : [messages.say('log.line', { name, outcome: to, where: '' })];
        const pause = durationText(pauseMs ?? 0, messages);
        return [messages.say(then.run === null ? 'log.no_run' : 'log.lost', { name, pause })];
    }
    const run = runLabel(now) ?? '–';
    if (then.run === null)
        return [foundLine(now, name, run, messages)];
    if (then.run.runId !== now.run?.runId)
        return [messages.say('log.changed.run', { name, run, to })];
    const stages = stageLines(then, now, name, messages);
    if (then.outcome === now.outcome)
        return stages;
    return [...stages, messages.say('log.changed', { name, from: outcomeText(then.outcome, messages), to })];
}
function waitingLines(then, now, name, messages) {
    const isNews = then.outcome !== now.outcome || then.decided !== now.decided || then.instead?.runId !== now.instead?.runId;
    if (!isNews)
        return [];
    const instead = insteadText(now, messages) ?? messages.say('log.never_ran');
    const outcome = outcomeText(now.outcome, messages);
    return [messages.say(now.decided ? 'log.no_match.final' : 'log.no_match', { name, instead, outcome })];
}
function foundLine(now, name, run, messages) {
    const outcome = outcomeText(now.outcome, messages);
    const source = now.run === null ? '' : sourceText(now.run, messages);
    const found = source === '' ? run : messages.say('log.run_of', { run, source });
    const stages = (now.run?.stages ?? [])
        .filter(stage => stage.outcome !== null)
        .slice(0, 20)
        .map(stage => `${plain(stage.name, 40)}: ${stageWord(stage.outcome, messages)}`)
        .join(', ');
    if (stages === '')
        return messages.say('log.found', { name, run: found, outcome });
    return messages.say('log.found.stages', { name, run: found, outcome, stages });
}
function stageLines(then, now, name, messages) {
    const known = then.run?.stages ?? [];
    return (now.run?.stages ?? [])
        .filter((stage, index) => stage.outcome !== known[index]?.outcome)
        .map(stage => messages.say('log.stage', {
        name,
        stage: plain(stage.name, 80),
        to: stageWord(stage.outcome, messages)
    }));
}
function stageWord(outcome, messages) {
    return outcome === null ? messages.say('log.stage.waiting') : outcomeText(outcome, messages);
}
function closing(conclusion, messages) {
    const { verdict, failure } = conclusion;
    const first = headline(conclusion, messages);
    const hindrance = failure === null ? [] : [failureText(failure, messages)];
    if (!verdict.failsStep) {
        const notGreen = verdict.pipelines.filter(({ outcome }) => outcome !== 'success');
        const lines = capped(notGreen.map(tracked => lineOf(tracked, messages)), ANNOTATIONS, n => messages.say('log.more', { n }));
        const passing = failure === null ? [] : [messages.say('failure.passing')];
        return {
            lines: [first, ...lines],
            errors: [],
            warnings: [[...hindrance, ...passing].join(' ')].filter(Boolean)
        };
    }
    const pipelines = conclusion_explained(conclusion).map(tracked => annotation(tracked, messages));
    const errors = capped(pipelines, ANNOTATIONS - hindrance.length, n => messages.say('annotation.more', { n }));
    return { lines: [first], errors: [...hindrance, ...errors], warnings: [] };
}
function lineOf(tracked, messages) {
    return messages.say('log.line', {
        name: clean(tracked),
        outcome: outcomeText(tracked.outcome, messages),
        where: whereText(tracked, messages)
    });
}
function annotation(tracked, messages) {
    const url = tracked.run?.url ?? '';
    const text = messages.say('annotation.pipeline', {
        name: clean(tracked),
        outcome: outcomeText(tracked.outcome, messages),
        where: whereText(tracked, messages),
        next: nextStep(tracked, messages)
    });
    return `${text} ${plain(url, 400)}`.trim();
}
function capped(lines, limit, more) {
    if (lines.length <= limit)
        return [...lines];
    return [...lines.slice(0, limit - 1), more(lines.length - limit + 1)];
}

;// CONCATENATED MODULE: ./src/narrator.ts



function narrator(config, times, messages, clock, runner) {
    let lastLineAt = clock.now();
    let troubles = [];
    const confirmPause = config.condition === null ? times.interval : null;
    const say = (line) => {
        lastLineAt = clock.now();
        runner.info(line);
    };
    const progress = () => ({
        elapsed: durationText(clock.now() - times.begun, messages),
        left: durationText(Math.max(0, times.deadline - clock.now()), messages)
    });
    return {
        begin() {
            for (const input of config.found.trimmed)
                runner.warning(messages.say('log.padded', { input }));
            for (const line of beginLines(config, messages))
                say(line);
        },
        looked(before, after) {
            if (troubles.length > 0)
                say(messages.say('log.healed', { n: troubles.length, troubles: gathered(troubles, messages) }));
            troubles = [];
            for (const line of changeLines(before, after, confirmPause, messages))
                say(line);
            const open = after.filter(({ decided }) => !decided).length;
            if (open > 0 && heartbeatDue(clock.now(), lastLineAt))
                say(messages.say('log.heartbeat', { open, n: after.length, ...progress() }));
        },
        trouble(trouble) {
            troubles.push(trouble);
            if (heartbeatDue(clock.now(), lastLineAt))
                say(messages.say('log.heartbeat.trouble', { trouble: troubleText(trouble, messages), ...progress() }));
        },
        clockIsOff(offsetMs) {
            const difference = durationText(Math.abs(offsetMs), messages);
            runner.warning(messages.say(offsetMs > 0 ? 'log.clock.behind' : 'log.clock.ahead', { difference }));
        }
    };
}
function beginLines({ found, targets, place, wait, timeoutMs }, messages) {
    const { source } = found;
    const about = { n: targets.size, region: place.region };
    return [
        messages.say(`log.credential.${kindOf(found.login)}`, { source }),
        wait
            ? messages.say('log.begin.wait', { ...about, timeout: durationText(timeoutMs, messages) })
            : messages.say('log.begin.snapshot', about)
    ];
}
function kindOf(login) {
    if (login.kind !== 'given')
        return login.kind;
    if (login.credential.kind === 'token')
        return 'token';
    return login.credential.securityToken === null ? 'access_key' : 'temporary_key';
}
function gathered(troubles, messages) {
    const counts = new Map();
    for (const trouble of troubles) {
        const text = troubleText({ ...trouble, requestId: null, attempts: 1 }, messages);
        counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    return [...counts].map(([text, n]) => (n > 1 ? `${n} × ${text}` : text)).join('; ');
}

;// CONCATENATED MODULE: ./src/report/outputs.ts


const PIPELINES_LIMIT_BYTES = 600 * 1024;
const LONGEST_RUN_ID = 64;
function outputsOf({ verdict }) {
    const runIds = new Map();
    for (const { id, run } of verdict.pipelines)
        if (run !== null && run.runId !== null)
            runIds.set(id, clip(run.runId, LONGEST_RUN_ID));
    const [pipelines, trimmed] = trimmedJson(verdict.pipelines.map(pipelineOutput));
    return {
        trimmed,
        values: {
            passed: String(verdict.passed),
            result: verdict.result,
            pipelines,
            failed_ids: JSON.stringify(verdict.failed.map(({ id }) => id)),
            run_ids: JSON.stringify(Object.fromEntries(runIds))
        }
    };
}
function pipelineOutput({ id, name, run, outcome, matchedBy }) {
    const stage = failedStage(run);
    return {
        id,
        name: name ?? run?.pipelineName ?? null,
        outcome,
        status: run?.status ?? null,
        run_id: run?.runId ?? null,
        run_number: run?.runNumber ?? null,
        url: run?.url ?? null,
        executor: run?.executor ?? null,
        trigger: run?.trigger ?? null,
        branch: run?.branch ?? null,
        commit: run?.commit ?? null,
        started_at: iso(run?.startedAt ?? null),
        ended_at: iso(run?.endedAt ?? null),
        duration_seconds: run === null ? null : durationSeconds(run),
        matched_by: matchedBy,
        stages: run?.stages.map(stageOutput) ?? null,
        failure: stage === null ? null : { stage: stage.name, job: null, step: null, message: null }
    };
}
function stageOutput({ name, outcome, startedAt, endedAt }) {
    return { name, outcome, started_at: iso(startedAt), ended_at: iso(endedAt) };
}
const TRIMS = [
    [null, pipeline => pipeline],
    ['stages', pipeline => (pipeline.outcome === 'success' ? { ...pipeline, stages: null } : pipeline)],
    ['all_stages', pipeline => ({ ...pipeline, stages: null })],
    ['details', pipeline => bare(pipeline, 60)]
];
function trimmedJson(pipelines) {
    for (const [trimmed, trim] of TRIMS) {
        const parts = withinLimit(pipelines, trim);
        if (parts !== null)
            return [`[${parts.join(',')}]`, trimmed];
    }
    return [JSON.stringify(pipelines.map(({ id, outcome }) => ({ ...NOTHING_KNOWN, id, outcome }))), 'details'];
}
function withinLimit(pipelines, trim) {
    const parts = [];
    let bytes = 0;
    for (const pipeline of pipelines) {
        const part = JSON.stringify(trim(pipeline));
        bytes += Buffer.byteLength(part) + 1;
        if (bytes > PIPELINES_LIMIT_BYTES)
            return null;
        parts.push(part);
    }
    return parts;
}
const NOTHING_KNOWN = {
    name: null,
    status: null,
    run_id: null,
    run_number: null,
    url: null,
    executor: null,
    trigger: null,
    branch: null,
    commit: null,
    started_at: null,
    ended_at: null,
    duration_seconds: null,
    matched_by: null,
    stages: null,
    failure: null
};
function bare(pipeline, longest) {
    const short = (text) => (text === null ? null : clip(text, longest));
    const { name, status, run_id, executor, trigger, branch } = pipeline;
    return {
        ...pipeline,
        name: short(name),
        status: short(status),
        run_id: short(run_id),
        executor: short(executor),
        trigger: short(trigger),
        branch: short(branch),
        url: null,
        stages: null,
        failure: null
    };
}
function clip(text, longest) {
    return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
function iso(epochMs) {
    if (epochMs === null || !Number.isFinite(epochMs) || Math.abs(epochMs) > 8.64e15)
        return null;
    return new Date(epochMs).toISOString();
}
function reportJson(conclusion) {
    const { verdict, failure, region, looks, elapsedMs, begunAt } = conclusion;
    const report = {
        version: 1,
        begun_at: iso(begunAt),
        elapsed_seconds: Math.round(elapsedMs / 1000),
        region,
        looks,
        result: verdict.result,
        passed: verdict.passed,
        step_failed: verdict.failsStep,
        failed_ids: verdict.failed.map(({ id }) => id),
        failure: failure === null ? null : failureReport(failure),
        pipelines: verdict.pipelines.map(pipelineOutput)
    };
    return `${JSON.stringify(report, null, 2)}\n`;
}
function failureReport(failure) {
    return {
        code: failure.code,
        service: failure.service,
        http_status: failure.status,
        error_code: failure.cloudCode,
        error_message: failure.cloudMessage,
        request_id: failure.requestId,
        hint: failure.hint,
        inputs: failure.problems.map(({ input }) => input)
    };
}

;// CONCATENATED MODULE: ./src/report/summary.ts




const TABLE_LIMIT_BYTES = 700 * 1024;
const RED_LIMIT = 50;
const STAGES_SHOWN = 30;
const MARKS = {
    success: '✓',
    error: '✗',
    aborted: '⊘',
    running: '▶',
    paused: '⏸',
    timed_out: '⏱',
    not_found: '∅',
    stale: '≠',
    unknown: '?'
};
function summaryOf(conclusion, messages) {
    const { verdict, failure } = conclusion;
    return [
        `## ${mark(conclusion)} ${headline(conclusion, messages)}`,
        failure === null ? '' : quoted(failureText(failure, messages, markdown)),
        verdict.pipelines.length === 0 ? '' : table(verdict.pipelines, new Set(verdict.failed), messages),
        redSection(conclusion_explained(conclusion), messages),
        foot(conclusion, messages)
    ]
        .filter(part => part !== '')
        .join('\n\n')
        .concat('\n');
}
function mark({ verdict, failure }) {
    if (failure !== null)
        return '⚠️';
    if (verdict.failsStep)
        return '❌';
    return verdict.passed ? '✅' : '⏳';
}
function quoted(text) {
    return text.replace(/^/gm, '> ');
}
function table(pipelines, red, messages) {
    const columns = [
        'pipeline',
        'outcome',
        'run',
        'stages',
        'started',
        'duration',
        'executor',
        'matched'
    ];
    const head = columns.map(column => messages.say(`summary.column.${column}`));
    const rows = new Map(pipelines.map(tracked => [tracked, row(tracked, messages)]));
    const kept = summary_withinLimit(rows, red);
    const lines = pipelines.filter(tracked => kept.has(tracked)).map(tracked => rows.get(tracked) ?? '');
    const leftOut = pipelines.length - kept.size;
    return [
        line(head),
        line(columns.map(() => '---')),
        ...lines,
        '',
        messages.say('summary.legend'),
        ...(leftOut > 0 ? ['', messages.say('summary.left_out', { n: leftOut })] : [])
    ].join('\n');
}
function summary_withinLimit(rows, red) {
    const order = [...rows].sort(([a], [b]) => Number(red.has(b)) - Number(red.has(a)));
    const kept = new Set();
    let bytes = 0;
    for (const [tracked, text] of order) {
        bytes += Buffer.byteLength(text) + 1;
        if (bytes > TABLE_LIMIT_BYTES)
            break;
        kept.add(tracked);
    }
    return kept;
}
function row(tracked, messages) {
    const { run, outcome } = tracked;
    const seconds = run === null ? null : durationSeconds(run);
    return line([
        escape_link(markdown(nameOf(tracked), 80), shortUrl(run?.url ?? null)),
        `${MARKS[outcome]} ${outcomeText(outcome, messages)}`,
        runCell(tracked, messages),
        stageChain(tracked),
        run === null || run.startedAt === null ? '–' : instantText(run.startedAt),
        seconds === null ? '–' : durationText(seconds * 1000, messages),
        markdown(run?.executor ?? run?.trigger ?? '–', 40),
        matchedText(tracked, messages)
    ]);
}
function stageChain({ run }) {
    const stages = run?.stages ?? [];
    const chain = stages
        .slice(0, STAGES_SHOWN)
        .map(stage => `${stage.outcome === null ? '○' : MARKS[stage.outcome]} ${markdown(stage.name, 30)}`)
        .join(' → ');
    if (chain === '')
        return '–';
    return stages.length > STAGES_SHOWN ? `${chain} → +${stages.length - STAGES_SHOWN}` : chain;
}
function runCell(tracked, messages) {
    const label = markdown(runLabel(tracked) ?? '–');
    const source = tracked.run === null ? '' : sourceText(tracked.run, messages, markdown);
    return source === '' ? label : `${label} (${source})`;
}
function shortUrl(url) {
    return url !== null && url.length <= 500 ? url : null;
}
function redSection(failed, messages) {
    if (failed.length === 0)
        return '';
    const items = failed.slice(0, RED_LIMIT).map(tracked => {
        const url = shortUrl(tracked.run?.url ?? null);
        const text = messages.say('annotation.pipeline', {
            name: `**${markdown(nameOf(tracked), 80)}**`,
            outcome: outcomeText(tracked.outcome, messages),
            where: whereText(tracked, messages, markdown),
            next: nextStep(tracked, messages, markdown)
        });
        return url === null ? `- ${text}` : `- ${text} ${escape_link(messages.say('summary.open_run'), url)}`;
    });
    const more = failed.length - items.length;
    return [
        `### ${messages.say('summary.red')}`,
        '',
        ...items,
        ...(more > 0 ? ['', messages.say('summary.left_out.red', { n: more })] : [])
    ].join('\n');
}
function foot({ looks, elapsedMs, region }, messages) {
    if (looks === 0 || region === null)
        return '';
    return messages.say('summary.foot', {
        looks,
        elapsed: durationText(elapsedMs, messages),
        region: markdown(region)
    });
}
function line(cells) {
    return `| ${cells.join(' | ')} |`;
}

;// CONCATENATED MODULE: ./src/publish.ts




const TRIMMED = {
    stages: 'log.trimmed.stages',
    all_stages: 'log.trimmed.all_stages',
    details: 'log.trimmed.details'
};
async function publish(conclusion, frame, messages, runner) {
    const { verdict } = conclusion;
    runner.end(verdict.failsStep);
    const { lines, errors, warnings } = closing(conclusion, messages);
    for (const line of lines)
        runner.info(line);
    for (const error of errors)
        runner.error(error, messages.say('annotation.title'));
    for (const warning of warnings)
        runner.warning(warning);
    const { values, trimmed } = outputsOf(conclusion);
    if (trimmed !== null)
        runner.info(messages.say('log.trimmed', { left_out: messages.say(TRIMMED[trimmed]) }));
    const report = runner.report(reportJson(conclusion));
    const reportPath = 'reason' in report ? '' : report.path;
    const faults = [
        'reason' in report ? report : null,
        runner.outputs({ ...values, report_path: reportPath }),
        frame.summary ? await runner.summary(summaryOf(conclusion, messages)) : null
    ];
    for (const fault of faults)
        if (fault !== null)
            runner.warning(messages.say('log.unwritten', { path: fault.path, reason: plain(fault.reason) }));
}

;// CONCATENATED MODULE: ./src/report/messages/en.ts
const en = {
    'outcome.success': 'success',
    'outcome.error': 'error',
    'outcome.aborted': 'aborted',
    'outcome.running': 'running',
    'outcome.paused': 'paused',
    'outcome.timed_out': 'timed_out',
    'outcome.not_found': 'not_found',
    'outcome.stale': 'stale',
    'outcome.unknown': 'unknown',
    'matched.latest': 'latest run',
    'matched.commit': 'commit',
    'matched.started_after': 'start time',
    'matched.run_id': 'run ID',
    'matched.started': 'started here',
    'next.error': 'Open the run and read the log of what failed.',
    'next.aborted': 'Somebody or something stopped the run. Start it again if that was not meant.',
    'next.running': 'The run had not ended at the last look.',
    'next.paused': 'The run waits for a person. Approve or refuse it in the console.',
    'next.timed_out': 'The run had not ended in time. Look at what it is doing, or give `timeout` more.',
    'next.not_found': 'No run was found. Check the ID, the region and whether this credential may see the pipeline, or run the pipeline once.',
    'next.stale': 'There are runs, but none that was asked for.',
    'next.unknown': 'The cloud gave no clear result (status: {status}). Open the pipeline in the console.',
    'next.unseen': 'The cloud was not heard on this pipeline.',
    'next.contradiction': 'The cloud told of this pipeline twice, differently. Open it in the console.',
    'log.credential.access_key': 'Requests are signed with the AK from {source}.',
    'log.credential.temporary_key': 'Requests are signed with the temporary AK from {source}.',
    'log.credential.token': 'Requests carry the token from {source}.',
    'log.credential.iam_user': 'Requests carry a token that IAM gives to the user from {source}.',
    'log.credential.sts': 'Requests are signed with temporary keys that STS gives for the OIDC token of the job ({source}).',
    'log.credential.idp': 'Requests carry a token that IAM gives for the OIDC token of the job ({source}).',
    'log.padded': '{input} has white space around it, which is left out.',
    'log.clock.behind': 'The clock of this runner is {difference} behind the cloud; signatures use the time of the cloud.',
    'log.clock.ahead': 'The clock of this runner is {difference} ahead of the cloud; signatures use the time of the cloud.',
    'log.begin.wait': 'Waiting for {n} {n|pipeline|pipelines} in {region}, at most {timeout}.',
    'log.begin.snapshot': 'Looking once at {n} {n|pipeline|pipelines} in {region}.',
    'log.found': '{name}: run {run}, {outcome}',
    'log.run_of': '{run} ({source})',
    'log.never_ran': 'It has no run at all.',
    'log.no_match': '{name}: no run that matches yet. {instead}',
    'log.no_match.final': '{name}: {outcome}, no run that matches came. {instead}',
    'log.found.stages': '{name}: run {run}, {outcome} ({stages})',
    'log.changed': '{name}: {from} → {to}',
    'log.changed.run': '{name}: run {run} took over, {to}',
    'log.stage': '{name}: stage {stage}: {to}',
    'log.stage.waiting': 'not begun',
    'log.no_run': '{name}: no run found, looking once more in {pause}',
    'log.lost': '{name}: not in the answer any more, looking once more in {pause}',
    'log.heartbeat': 'Still waiting: {open} of {n} {n|pipeline|pipelines} not ended, {elapsed} gone, {left} left.',
    'log.heartbeat.trouble': 'The service does not answer as it should ({trouble}); asking again. {elapsed} gone, {left} left.',
    'log.healed': 'The service answers again, after {n} failed {n|attempt|attempts}: {troubles}.',
    'log.trimmed': 'The output `pipelines` would be too large: {left_out} left out; the report file has everything.',
    'log.trimmed.stages': 'stages of successful pipelines',
    'log.trimmed.all_stages': 'stages',
    'log.trimmed.details': 'stages and links',
    'log.unwritten': 'Could not write {path} ({reason}); the verdict stands.',
    'log.line': '{name}: {outcome}{where}',
    'log.more': 'And {n} more.',
    'headline.passed': 'CodeArts gate passed: {n} {n|pipeline|pipelines} succeeded',
    'headline.passed.allowed': 'CodeArts gate passed: {n} {n|pipeline|pipelines} ended, none as `fail_on` forbids ({result})',
    'headline.failed': 'CodeArts gate failed ({result}): {failed} of {n} {n|pipeline|pipelines}',
    'headline.open': 'CodeArts gate not passed ({result}); the step does not fail, as `fail_on` says',
    'headline.hindered': 'CodeArts gate could not judge',
    'headline.cancelled': 'CodeArts gate cancelled',
    'annotation.title': 'CodeArts gate',
    'annotation.pipeline': '{name}: {outcome}{where}. {next}',
    'annotation.more': 'And {n} more {n|pipeline|pipelines} failed the gate: see the job summary or the output `failed_ids`.',
    'where.stage': ' in stage {stage}',
    'where.run': ', run {run}',
    'summary.column.pipeline': 'Pipeline',
    'summary.column.outcome': 'Outcome',
    'summary.column.run': 'Run',
    'summary.column.stages': 'Stages',
    'summary.column.started': 'Started (UTC)',
    'summary.column.duration': 'Duration',
    'summary.column.executor': 'By',
    'summary.column.matched': 'Judged by',
    'summary.red': 'What is red',
    'summary.open_run': 'open the run',
    'summary.left_out': '{n} {n|row is|rows are} left out here; the report file has all.',
    'summary.left_out.red': '{n} more {n|pipeline is|pipelines are} red.',
    'summary.legend': '✓ success · ✗ error · ⊘ aborted · ▶ running · ⏸ paused · ? unknown · ○ not begun',
    'summary.foot': '{looks} {looks|look|looks} in {elapsed}, region {region}.',
    'duration.h': '{h}h {m}m',
    'duration.m': '{m}m {s}s',
    'duration.s': '{s}s',
    'duration.ms': '{ms}ms',
    'service.v3': 'CodeArts',
    'service.v5': 'CodeArts',
    'service.iam': 'IAM',
    'service.idp': 'IAM',
    'service.sts': 'STS',
    'service.github': 'GitHub',
    'failure.inputs': 'These inputs cannot be used; nothing was asked:',
    'failure.refused': '{service} refused the credential{facts}.',
    'failure.rejected': '{service} answered with an error{facts}.',
    'failure.throttled': '{service} throttles the requests{facts}.',
    'failure.redirected': '{service} answered with a redirect, which is not followed{facts}.',
    'failure.not_understood': '{service} gave no answer that can be understood{facts}.',
    'failure.server_trouble': '{service} has trouble{facts}.',
    'failure.connection': '{service} could not be reached{facts}.',
    'failure.unreachable': '{service} gave no answer until the time was up{facts}.',
    'failure.cancelled': 'The step was cancelled before all pipelines had ended.',
    'failure.internal': 'The action itself failed{facts}.',
    'failure.passing': '`fail_on: none`: the step does not fail.',
    facts: ' ({list})',
    'fact.status': 'HTTP {status}',
    'fact.commit': 'commit {commit}',
    'fact.branch': 'branch {branch}',
    'fact.trigger': 'trigger {trigger}',
    'fact.started': 'started {started} UTC',
    instead: 'The latest run is {run} ({facts}).',
    'fact.request': 'request ID {id}',
    'fact.attempts': '{n} {n|attempt|attempts}',
    'detail.empty': 'empty body',
    'detail.html': 'an HTML page',
    'detail.not_json': 'no valid JSON',
    'detail.null': 'null',
    'detail.not_a_list': 'no list of pipelines',
    'detail.bad_element': 'a list with something else than pipelines in it',
    'detail.other_run': 'another run than the one asked for',
    'detail.odd_status': 'not the status of a whole answer',
    'detail.too_large': 'more than {limit}',
    'detail.no_answer': 'no answer within {seconds} s',
    'detail.no_token': 'no token in it',
    'detail.no_credentials': 'incomplete credentials in it',
    'detail.no_expiry': 'no readable expiry in it',
    'detail.already_ended': 'what it gave has ended already',
    'detail.redirect_to': 'to {host}',
    'detail.raw': '{text}',
    'hint.not_owned': 'The project does not own this pipeline: check `pipeline_ids`, the project and `region`.',
    'hint.no_such_pipeline': 'There is no such pipeline: compare `pipeline_ids` with the address of the pipeline in the console.',
    'hint.no_such_project': 'There is no such project, or this credential is no member of it: compare it with the address in the console.',
    'hint.too_many_runs': 'Too many runs at once: try again when some have ended.',
    'hint.no_such_api': 'Check `region` and `endpoint`: this place has no such API.',
    'hint.v3_offline': 'The v3 API may have been taken offline here, or `region` or `endpoint` is wrong. To move to v5, add one line under `with:` – `project_id: <32 characters>` – with the characters behind /project/ in the address of the console; everything else stays as it is.',
    'hint.wrong_key': 'Check that `access_key` and `secret_key` belong together and that the key is enabled (console: My Credentials, Access Keys).',
    'hint.wrong_access_key': 'There is no such AK: check `access_key` (console: My Credentials, Access Keys).',
    'hint.key_disabled': 'The AK is disabled: enable it, or use another (console: My Credentials, Access Keys).',
    'hint.cannot_renew': 'The credential ended during the wait, and one that is given cannot be renewed. Use a kind that can: `iam_username` with its password, or keyless sign-in (`oidc_agency_urn`, `oidc_idp_id`).',
    'hint.wrong_identity_endpoint': 'Check `region`, `iam_endpoint` and `sts_endpoint`, and the proxy if there is one.',
    'hint.iam_user': 'Check `iam_domain` (the account name), `iam_username` and `iam_password` (console: My Credentials). If they are right, the user may need programmatic access (IAM, Users).',
    'hint.iam_policy': 'A policy of the account stands against it, such as MFA or an address list: use an IAM user without MFA for programmatic access, or keyless sign-in (console: IAM, Security Settings).',
    'hint.iam_refused': 'The user may not sign in to this region: check `region` and the rights of the user for its project (console: IAM, Users).',
    'hint.idp_provider': 'There is no such identity provider: check `oidc_idp_id` against its name (console: IAM, Identity Providers).',
    'hint.idp_mapping': 'The identity provider has no rule that maps this token to a user; it said subject {subject} (console: IAM, Identity Providers, Identity Conversion Rules).',
    'hint.idp_refused': 'The identity provider does not accept the token of this job, subject {subject}: check its issuer, its audience (`oidc_audience`) and its conversion rules (console: IAM, Identity Providers).',
    'hint.sts_provider': 'There is no such identity provider: check `oidc_provider_urn` (console: IAM, Identity Providers).',
    'hint.sts_trust': 'The agency does not trust this job, which said subject {subject}: check the trust policy of the agency, `oidc_agency_urn`, `oidc_provider_urn` and `oidc_audience` (console: IAM, Agencies).',
    'hint.id_token': 'The job could not get its OIDC token: check that it has `permissions: id-token: write`.',
    'hint.wrong_token': 'The token is wrong, has expired after its 24 hours or belongs to another region: get a new one for `region`.',
    'hint.blocked': 'The gateway blocks this caller: ask the administrator of the account about its access rules.',
    'hint.token_renewal': 'The token needs renewing: get a new one.',
    'hint.no_identity': 'Check that the credential is complete, is enabled and belongs to this region.',
    'hint.forbidden': 'The credential may not do this: give its user the right to view pipelines in this project.',
    'hint.wrong_endpoint': 'Check `region` and `endpoint`, and the proxy if there is one.',
    'hint.certificate': 'The certificate of the service is not trusted here: check `endpoint`, or give the private CA in NODE_EXTRA_CA_CERTS.',
    'hint.service': 'Try again later, with a longer `timeout` or `poll_interval`.',
    'hint.report_bug': 'Please report this with the log.',
    'problem.line': '- {input}: {expected}',
    'problem.line.given': '- {input}: got "{given}"; {expected}',
    'problem.required': 'is required: one or more pipeline IDs, separated by commas, spaces or new lines',
    'problem.ids': '{n} {n|entry is|entries are} no pipeline ID (32 letters and digits each): {ids}',
    'problem.ids_hidden': 'has characters that do not belong there: {characters}; separate IDs with plain commas, spaces or new lines',
    'problem.ids_pinned': 'a pin (ID@RUN_ID) needs the v5 API: give project_id',
    'problem.ids_torn': 'the same pipeline is asked for with different runs: {ids}',
    'problem.pin_and_condition': 'a pin already says which run counts; remove it or {inputs}',
    'problem.project_id': 'expected the 32 letters and digits behind /project/ in the address of the console; the IAM project ID is another',
    'problem.project_id_missing': 'api_version: v5 needs it: the 32 letters and digits behind /project/ in the address of the console (the IAM project ID is another)',
    'problem.commit': 'expected 7 to 40 hex digits, or event',
    'problem.commit_event': 'this event names no commit; give the hash itself',
    'problem.commit_event_broken': 'the event file (GITHUB_EVENT_PATH) cannot be read; give the hash itself',
    'problem.commit_v3': 'the v3 API knows no commits: give project_id, which selects v5',
    'problem.time': 'expected a time such as 2026-01-31T08:00:00Z, or a duration before now such as 30m',
    'problem.time_zone': 'say the zone: 2026-01-31T08:00:00Z or 2026-01-31T16:00:00+08:00',
    'problem.time_future': 'lies in the future',
    'problem.duration': 'expected a duration such as 90s, 45m, 1h30m or 500ms, more than 0 and at most 120h',
    'problem.boolean': 'expected true or false',
    'problem.choice': 'expected one of: {choices}',
    'problem.fail_on_empty': 'names no outcome; expected outcomes separated by commas, or none',
    'problem.fail_on_word': 'did you mean {nearest}? Expected some of: {choices}',
    'problem.fail_on_none': 'none stands alone',
    'problem.fail_on_success': 'success cannot fail a gate',
    'problem.fail_on_running': 'running can fail the step only with wait: false',
    'problem.region': 'did you mean {nearest}? Known: {regions}; any other needs endpoint',
    'problem.region_shape': 'expected letters, digits and hyphens, such as cn-north-4',
    'problem.endpoint_url': 'expected a base URL such as https://host',
    'problem.endpoint_https': 'expected https; plain http is for loopback only',
    'problem.endpoint_extra': 'expected scheme, host and port only: no path, query, user or password',
    'problem.endpoint_slash': 'expected no slash at the end: {origin}',
    'problem.credential_none': 'give one credential: oidc_agency_urn with oidc_provider_urn, oidc_idp_id, access_key with secret_key, auth_token, or iam_domain with iam_username and iam_password; or set HUAWEICLOUD_SDK_AK with HUAWEICLOUD_SDK_SK',
    'problem.credential_none_fork': 'no credential: pull requests from forks, and those of Dependabot, get no secrets. Run this step on push or merge_group, or skip it for forks',
    'problem.credential_two': 'these belong to different kinds of credential; give one kind only',
    'problem.credential_half': 'is missing: {all} belong together',
    'problem.credential_half_fork': 'is missing: {all} belong together. Pull requests from forks, and those of Dependabot, get no secrets: run this step on push or merge_group, or skip it for forks',
    'problem.credential_characters': 'has characters that a credential never has, such as a space or a line break; copy it again',
    'problem.credential_id_token': 'keyless sign-in needs the OIDC token of the job; add to the job: permissions: { id-token: write }',
    'problem.credential_id_token_fork': 'keyless sign-in needs the OIDC token of the job, which pull requests from forks, and those of Dependabot, do not get. Run this step on push or merge_group, or skip it for forks',
    'problem.not_built': 'is not supported yet; remove it'
};

;// CONCATENATED MODULE: ./src/report/messages/zh.ts
const zh = {
    'outcome.success': '成功',
    'outcome.error': '失败',
    'outcome.aborted': '已中止',
    'outcome.running': '运行中',
    'outcome.paused': '等待人工处理',
    'outcome.timed_out': '超时',
    'outcome.not_found': '未找到',
    'outcome.stale': '不是所要的运行',
    'outcome.unknown': '未知',
    'matched.latest': '最新运行',
    'matched.commit': '提交',
    'matched.started_after': '启动时间',
    'matched.run_id': '运行编号',
    'matched.started': '由本步骤启动',
    'next.error': '请打开该运行，查看失败之处的日志。',
    'next.aborted': '该运行被中止。如非本意，请重新运行。',
    'next.running': '最后一次查询时该运行尚未结束。',
    'next.paused': '该运行在等待人工处理，请在控制台通过或拒绝。',
    'next.timed_out': '该运行未能按时结束。请查看其进度，或调大 `timeout`。',
    'next.not_found': '没有找到运行记录。请检查流水线编号、区域以及该凭据是否有权查看，或先运行一次流水线。',
    'next.stale': '有运行记录，但没有所要的那一次。',
    'next.unknown': '云服务没有给出明确结果（状态：{status}）。请在控制台打开该流水线。',
    'next.unseen': '云服务没有给出该流水线的任何信息。',
    'next.contradiction': '云服务对该流水线给出了两份不同的结果，请在控制台打开查看。',
    'log.credential.access_key': '请求使用来自 {source} 的访问密钥签名。',
    'log.credential.temporary_key': '请求使用来自 {source} 的临时访问密钥签名。',
    'log.credential.token': '请求使用来自 {source} 的令牌。',
    'log.credential.iam_user': '请求使用 IAM 为 {source} 所示用户签发的令牌。',
    'log.credential.sts': '请求使用 STS 凭作业的 OIDC 令牌签发的临时访问密钥签名（{source}）。',
    'log.credential.idp': '请求使用 IAM 凭作业的 OIDC 令牌签发的令牌（{source}）。',
    'log.padded': '{input} 的首尾有空白，已忽略。',
    'log.clock.behind': '本机时钟比云端慢 {difference}，签名改用云端时间。',
    'log.clock.ahead': '本机时钟比云端快 {difference}，签名改用云端时间。',
    'log.begin.wait': '等待区域 {region} 的 {n} 条流水线，最长 {timeout}。',
    'log.begin.snapshot': '查询一次区域 {region} 的 {n} 条流水线。',
    'log.found': '{name}：运行 {run}，{outcome}',
    'log.run_of': '{run}（{source}）',
    'log.never_ran': '该流水线还没有任何运行。',
    'log.no_match': '{name}：还没有符合条件的运行。{instead}',
    'log.no_match.final': '{name}：{outcome}，没有等到符合条件的运行。{instead}',
    'log.found.stages': '{name}：运行 {run}，{outcome}（{stages}）',
    'log.changed': '{name}：{from} → {to}',
    'log.changed.run': '{name}：改为判定运行 {run}，{to}',
    'log.stage': '{name}：阶段 {stage}：{to}',
    'log.stage.waiting': '未开始',
    'log.no_run': '{name}：没有找到运行记录，{pause} 后再查一次',
    'log.lost': '{name}：应答中不再有该流水线，{pause} 后再查一次',
    'log.heartbeat': '仍在等待：{n} 条流水线中有 {open} 条未结束，已过 {elapsed}，还剩 {left}。',
    'log.heartbeat.trouble': '云服务应答异常（{trouble}），正在重试。已过 {elapsed}，还剩 {left}。',
    'log.healed': '云服务已恢复应答，此前 {n} 次请求失败：{troubles}。',
    'log.trimmed': '输出 `pipelines` 过大，已省略{left_out}；完整内容见报告文件。',
    'log.trimmed.stages': '成功流水线的阶段',
    'log.trimmed.all_stages': '阶段',
    'log.trimmed.details': '阶段和链接',
    'log.unwritten': '无法写入 {path}（{reason}）；判定不受影响。',
    'log.line': '{name}：{outcome}{where}',
    'log.more': '另有 {n} 条。',
    'headline.passed': 'CodeArts 门禁通过：{n} 条流水线全部成功',
    'headline.passed.allowed': 'CodeArts 门禁通过：{n} 条流水线已结束，没有 `fail_on` 所禁止的结果（{result}）',
    'headline.failed': 'CodeArts 门禁未通过（{result}）：{n} 条流水线中有 {failed} 条不合格',
    'headline.open': 'CodeArts 门禁未通过（{result}）；按 `fail_on` 的设置，本步骤不报失败',
    'headline.hindered': 'CodeArts 门禁无法判定',
    'headline.cancelled': 'CodeArts 门禁已取消',
    'annotation.title': 'CodeArts 门禁',
    'annotation.pipeline': '{name}：{outcome}{where}。{next}',
    'annotation.more': '另有 {n} 条流水线不合格，见作业摘要或输出 `failed_ids`。',
    'where.stage': '，阶段 {stage}',
    'where.run': '，运行 {run}',
    'summary.column.pipeline': '流水线',
    'summary.column.outcome': '结果',
    'summary.column.run': '运行',
    'summary.column.stages': '阶段',
    'summary.column.started': '开始时间（UTC）',
    'summary.column.duration': '耗时',
    'summary.column.executor': '执行人',
    'summary.column.matched': '判定依据',
    'summary.red': '不合格的流水线',
    'summary.open_run': '打开运行',
    'summary.left_out': '此处省略 {n} 行，完整内容见报告文件。',
    'summary.left_out.red': '另有 {n} 条不合格。',
    'summary.legend': '✓ 成功 · ✗ 失败 · ⊘ 已中止 · ▶ 运行中 · ⏸ 等待人工处理 · ? 未知 · ○ 未开始',
    'summary.foot': '共查询 {looks} 次，用时 {elapsed}，区域 {region}。',
    'duration.h': '{h} 小时 {m} 分',
    'duration.m': '{m} 分 {s} 秒',
    'duration.s': '{s} 秒',
    'duration.ms': '{ms} 毫秒',
    'service.v3': 'CodeArts',
    'service.v5': 'CodeArts',
    'service.iam': 'IAM',
    'service.idp': 'IAM',
    'service.sts': 'STS',
    'service.github': 'GitHub',
    'failure.inputs': '以下输入无法使用，没有发出任何请求：',
    'failure.refused': '{service} 拒绝了凭据{facts}。',
    'failure.rejected': '{service} 返回了错误{facts}。',
    'failure.throttled': '{service} 对请求进行了限流{facts}。',
    'failure.redirected': '{service} 返回了重定向，本步骤不予跟随{facts}。',
    'failure.not_understood': '{service} 的应答无法理解{facts}。',
    'failure.server_trouble': '{service} 服务异常{facts}。',
    'failure.connection': '无法连接 {service}{facts}。',
    'failure.unreachable': '直到超时 {service} 都没有给出应答{facts}。',
    'failure.cancelled': '本步骤在所有流水线结束之前被取消。',
    'failure.internal': '本步骤自身出错{facts}。',
    'failure.passing': '`fail_on: none`：本步骤不报失败。',
    facts: '（{list}）',
    'fact.status': 'HTTP {status}',
    'fact.commit': '提交 {commit}',
    'fact.branch': '分支 {branch}',
    'fact.trigger': '触发方式 {trigger}',
    'fact.started': '开始于 {started} UTC',
    instead: '最新运行是 {run}（{facts}）。',
    'fact.request': '请求编号 {id}',
    'fact.attempts': '{n} 次尝试',
    'detail.empty': '应答为空',
    'detail.html': '应答是 HTML 页面',
    'detail.not_json': '应答不是合法的 JSON',
    'detail.null': '应答是 null',
    'detail.not_a_list': '应答不是流水线列表',
    'detail.bad_element': '列表中有流水线以外的内容',
    'detail.other_run': '应答中是另一次运行',
    'detail.odd_status': '不是完整应答的状态码',
    'detail.too_large': '应答超过 {limit}',
    'detail.no_answer': '{seconds} 秒内没有应答',
    'detail.no_token': '应答中没有令牌',
    'detail.no_credentials': '应答中的凭据不完整',
    'detail.no_expiry': '应答中没有可读的有效期',
    'detail.already_ended': '所给凭据已过期',
    'detail.redirect_to': '指向 {host}',
    'detail.raw': '{text}',
    'hint.not_owned': '该项目没有这条流水线，请检查 `pipeline_ids`、项目和 `region`。',
    'hint.no_such_pipeline': '没有这条流水线，请将 `pipeline_ids` 与控制台中流水线的地址比对。',
    'hint.no_such_project': '没有这个项目，或该凭据不是项目成员，请与控制台中的地址比对。',
    'hint.too_many_runs': '同时运行的数量过多，请等部分运行结束后重试。',
    'hint.no_such_api': '此处没有该接口，请检查 `region` 和 `endpoint`。',
    'hint.v3_offline': '此处的 v3 接口可能已下线，或者 `region`、`endpoint` 有误。如需改用 v5，请在 `with:` 下加一行 `project_id: <32 位字符>`，取自控制台地址中 /project/ 之后的部分，其余不变。',
    'hint.wrong_key': '请检查 `access_key` 与 `secret_key` 是否配套、密钥是否启用（控制台：我的凭证，访问密钥）。',
    'hint.wrong_access_key': '没有这个访问密钥，请检查 `access_key`（控制台：我的凭证，访问密钥）。',
    'hint.key_disabled': '该访问密钥已停用，请启用或更换（控制台：我的凭证，访问密钥）。',
    'hint.cannot_renew': '凭据在等待期间到期，直接给出的凭据无法续期。请改用可续期的方式：`iam_username` 及其密码，或免密钥登录（`oidc_agency_urn`、`oidc_idp_id`）。',
    'hint.wrong_identity_endpoint': '请检查 `region`、`iam_endpoint` 和 `sts_endpoint`，以及代理（如有）。',
    'hint.iam_user': '请检查 `iam_domain`（账号名）、`iam_username` 和 `iam_password`（控制台：我的凭证）。如无误，该用户可能需要开通编程访问（统一身份认证，用户）。',
    'hint.iam_policy': '账号的安全策略（如多因素认证、访问控制列表）不允许：请使用免多因素认证的编程访问用户，或免密钥登录（控制台：统一身份认证，安全设置）。',
    'hint.iam_refused': '该用户不能登录此区域，请检查 `region` 以及用户在该项目中的权限（控制台：统一身份认证，用户）。',
    'hint.idp_provider': '没有这个身份提供商，请将 `oidc_idp_id` 与其名称核对（控制台：统一身份认证，身份提供商）。',
    'hint.idp_mapping': '身份提供商没有与该令牌匹配的转换规则，其主题为 {subject}（控制台：统一身份认证，身份提供商，身份转换规则）。',
    'hint.idp_refused': '身份提供商不接受该作业的令牌，其主题为 {subject}：请检查签发者、受众（`oidc_audience`）和身份转换规则（控制台：统一身份认证，身份提供商）。',
    'hint.sts_provider': '没有这个身份提供商，请检查 `oidc_provider_urn`（控制台：统一身份认证，身份提供商）。',
    'hint.sts_trust': '委托不信任该作业，其主题为 {subject}：请检查委托的信任策略、`oidc_agency_urn`、`oidc_provider_urn` 和 `oidc_audience`（控制台：统一身份认证，委托）。',
    'hint.id_token': '作业未能取得 OIDC 令牌，请检查是否有 `permissions: id-token: write`。',
    'hint.wrong_token': '令牌有误、已超过 24 小时有效期或属于其他区域，请为 `region` 重新获取。',
    'hint.blocked': '网关禁止该调用方访问，请向账号管理员核对访问规则。',
    'hint.token_renewal': '令牌需要更新，请重新获取。',
    'hint.no_identity': '请检查凭据是否完整、是否启用、是否属于该区域。',
    'hint.forbidden': '该凭据没有权限，请授予其用户查看该项目流水线的权限。',
    'hint.wrong_endpoint': '请检查 `region` 和 `endpoint`，以及代理（如有）。',
    'hint.certificate': '此处不信任该服务的证书，请检查 `endpoint`，或通过 NODE_EXTRA_CA_CERTS 提供私有 CA。',
    'hint.service': '请稍后重试，或调大 `timeout`、`poll_interval`。',
    'hint.report_bug': '请附上日志反馈此问题。',
    'problem.line': '- {input}：{expected}',
    'problem.line.given': '- {input}：当前为“{given}”；{expected}',
    'problem.required': '必填：一个或多个流水线编号，以逗号、空格或换行分隔',
    'problem.ids': '有 {n} 项不是流水线编号（应为 32 位字母和数字）：{ids}',
    'problem.ids_hidden': '含有不应出现的字符：{characters}；请用普通的逗号、空格或换行分隔',
    'problem.ids_pinned': '指定运行（编号@运行编号）需要 v5 接口：请提供 project_id',
    'problem.ids_torn': '同一条流水线指定了不同的运行：{ids}',
    'problem.pin_and_condition': '已指定运行，不能再用其他条件；请删除其一：{inputs}',
    'problem.project_id': '应为控制台地址中 /project/ 之后的 32 位字母和数字，与 IAM 的项目编号不同',
    'problem.project_id_missing': 'api_version: v5 需要此项：控制台地址中 /project/ 之后的 32 位字母和数字（与 IAM 的项目编号不同）',
    'problem.commit': '应为 7 到 40 位十六进制数字，或 event',
    'problem.commit_event': '该事件没有指明提交，请直接填写提交的哈希值',
    'problem.commit_event_broken': '事件文件（GITHUB_EVENT_PATH）无法读取，请直接填写提交的哈希值',
    'problem.commit_v3': 'v3 接口不提供提交信息：请提供 project_id，即可使用 v5',
    'problem.time': '应为 2026-01-31T08:00:00Z 这样的时间，或 30m 这样的时长（从现在往前算）',
    'problem.time_zone': '请写明时区：2026-01-31T08:00:00Z 或 2026-01-31T16:00:00+08:00',
    'problem.time_future': '该时间在未来',
    'problem.duration': '应为 90s、45m、1h30m、500ms 这样的时长，大于 0，不超过 120h',
    'problem.boolean': '应为 true 或 false',
    'problem.choice': '应为其中之一：{choices}',
    'problem.fail_on_empty': '没有写任何结果；应为以逗号分隔的结果，或 none',
    'problem.fail_on_word': '是否想写 {nearest}？可用：{choices}',
    'problem.fail_on_none': 'none 只能单独使用',
    'problem.fail_on_success': 'success 不能作为失败条件',
    'problem.fail_on_running': 'running 只能与 wait: false 一起使用',
    'problem.region': '是否想写 {nearest}？已知区域：{regions}；其他区域需要 endpoint',
    'problem.region_shape': '应由字母、数字和连字符组成，例如 cn-north-4',
    'problem.endpoint_url': '应为 https://host 这样的地址',
    'problem.endpoint_https': '应使用 https；http 只能用于本机回环地址',
    'problem.endpoint_extra': '只应包含协议、主机和端口，不含路径、查询、用户名或密码',
    'problem.endpoint_slash': '末尾不应有斜杠：{origin}',
    'problem.credential_none': '请提供一种凭据：oidc_agency_urn 和 oidc_provider_urn，oidc_idp_id，access_key 和 secret_key，auth_token，或 iam_domain、iam_username 和 iam_password；也可设置环境变量 HUAWEICLOUD_SDK_AK 和 HUAWEICLOUD_SDK_SK',
    'problem.credential_none_fork': '没有凭据：来自复刻仓库以及 Dependabot 的合并请求得不到机密。请在 push 或 merge_group 时运行本步骤，或对其跳过',
    'problem.credential_two': '这些属于不同种类的凭据，请只用其中一种',
    'problem.credential_half': '缺失：{all} 须一并提供',
    'problem.credential_half_fork': '缺失：{all} 须一并提供。来自复刻仓库以及 Dependabot 的合并请求得不到机密：请在 push 或 merge_group 时运行本步骤，或对其跳过',
    'problem.credential_characters': '含有凭据中不会出现的字符（如空格或换行），请重新复制',
    'problem.credential_id_token': '免密钥登录需要作业的 OIDC 令牌；请为作业添加：permissions: { id-token: write }',
    'problem.credential_id_token_fork': '免密钥登录需要作业的 OIDC 令牌，而来自复刻仓库以及 Dependabot 的合并请求得不到它。请在 push 或 merge_group 时运行本步骤，或对其跳过',
    'problem.not_built': '尚不支持，请删除'
};

;// CONCATENATED MODULE: ./src/report/messages/index.ts


const TABLES = { en: en, zh: zh };
function messagesIn(language) {
    const sayAny = (key, params) => fill(TABLES[language][key], params);
    return { language, sayAny, say: (key, ...params) => sayAny(key, params[0] ?? {}) };
}
function fill(text, params) {
    return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g, (whole, name, one, many) => {
        const value = params[name];
        if (value === undefined)
            return whole;
        if (one === undefined || many === undefined)
            return String(value);
        return Number(value) === 1 ? one : many;
    });
}

;// CONCATENATED MODULE: ./src/secrets.ts
const SHORTEST_SECRET = 6;
const secrets_HIDDEN = '***';
function secretKeeper(mask) {
    const forms = new Set();
    return {
        hide(secret) {
            const parts = new Set([secret, ...secret.split(/[\r\n]+/)].map(part => part.trim()).filter(part => part !== ''));
            for (const part of parts) {
                mask(part);
                if (part.length < SHORTEST_SECRET)
                    continue;
                forms.add(part);
                forms.add(JSON.stringify(part).slice(1, -1));
            }
        },
        redact: text => [...forms]
            .sort((a, b) => b.length - a.length)
            .reduce((rest, form) => rest.replaceAll(form, secrets_HIDDEN), text)
    };
}
function redacting(runner, { redact }) {
    return {
        env: runner.env,
        event: () => runner.event(),
        info: line => runner.info(redact(line)),
        warning: message => runner.warning(redact(message)),
        error: (message, title) => runner.error(redact(message), title),
        mask: secret => runner.mask(secret),
        outputs: values => runner.outputs(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, redact(value)]))),
        summary: markdown => runner.summary(redact(markdown)),
        report: json => runner.report(redact(json)),
        end: failed => runner.end(failed)
    };
}

;// CONCATENATED MODULE: ./src/watch.ts




async function watch(options) {
    const { clock, deadline, signal } = options;
    let pipelines = [...options.targets].map(([id, runId]) => track(id, runId));
    let looks = 0;
    try {
        for (;;) {
            const before = pipelines;
            looks++;
            await lookOnce(options, pipelines, now => (pipelines = now));
            options.onLook(before, pipelines);
            if (isOver(pipelines, options))
                return { pipelines, looks, failure: null };
            const at = nextLook(clock.now(), pauseFor(pipelines, clock.now(), options), deadline);
            await clock.sleep((at ?? deadline) - clock.now(), signal);
            if (at === null)
                return { pipelines: pipelines.map(expire), looks, failure: null };
        }
    }
    catch (error) {
        return end(error, pipelines, looks);
    }
}
async function lookOnce({ look, rules, clock }, pipelines, update) {
    const now = new Map(pipelines.map(tracked => [tracked.id, tracked]));
    const begun = clock.now();
    const see = (id, sighting) => {
        const tracked = now.get(id);
        if (tracked !== undefined)
            now.set(id, observe(tracked, sighting, rules, begun));
    };
    await look(pipelines.filter(({ decided }) => !decided), sightings => {
        for (const [id, sighting] of sightings)
            see(id, sighting);
        update([...now.values()]);
    });
}
function pauseFor(pipelines, now, { interval, rules }) {
    const { startDeadline } = rules;
    if (startDeadline === null || !pipelines.some(awaitsRun))
        return interval;
    return Math.min(interval, Math.max(1, startDeadline - now));
}
function isOver(pipelines, { failFast, rules }) {
    if (pipelines.every(({ decided }) => decided))
        return true;
    return failFast && pipelines.some(({ decided, outcome }) => decided && rules.failOn.has(outcome));
}
function end(error, pipelines, looks) {
    if (error instanceof errors/* FailureError */.pO)
        return { pipelines, looks, failure: error.failure };
    if (error instanceof errors/* AbortedError */.oM)
        return { pipelines, looks, failure: (0,errors/* failure */.V2)('cancelled') };
    if (error instanceof DeadlineError) {
        const unheard = error.trouble !== null || pipelines.some(({ seen }) => seen === 'nothing_yet');
        return { pipelines: pipelines.map(expire), looks, failure: unheard ? unreachable(error.trouble) : null };
    }
    throw error;
}
function unreachable(trouble) {
    return { ...(trouble ?? (0,errors/* failure */.V2)('unreachable', { hint: 'service' })), code: 'unreachable' };
}

;// CONCATENATED MODULE: ./src/run.ts













const SNAPSHOT_MS = 120_000;
async function run(effects) {
    const { clock } = effects;
    const inputs = parseInputs(effects.runner.env, effects.runner.event(), clock.epoch());
    const messages = messagesIn(inputs.frame.language);
    if ('problems' in inputs) {
        const refused = (0,errors/* failure */.V2)('inputs', { problems: inputs.problems });
        const verdict = decide(unseen(inputs.frame), new Set(), 'bad_inputs');
        await publish(withoutLook(verdict, refused, clock), inputs.frame, messages, effects.runner);
        return;
    }
    const { config } = inputs;
    const secrets = secretKeeper(secret => effects.runner.mask(secret));
    for (const secret of secretsOf(config.found.login))
        secrets.hide(secret);
    const runner = redacting(effects.runner, secrets);
    const conclusion = await judgeOrTell(config, messages, { ...effects, runner }, secrets);
    await publish(conclusion, config, messages, runner);
}
async function judgeOrTell(config, messages, effects, secrets) {
    try {
        return await run_judge(config, messages, effects, secrets);
    }
    catch (error) {
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
        const internal = (0,errors/* failure */.V2)('internal', { detail: { code: 'raw', params: { text } }, hint: 'report_bug' });
        return withoutLook(decide(unseen(config), config.failOn, 'could_not_judge'), internal, effects.clock);
    }
}
async function run_judge(config, messages, effects, secrets) {
    const { clock, runner, signal } = effects;
    const begunAt = clock.epoch();
    const begun = clock.now();
    const deadline = begun + (config.wait ? config.timeoutMs : Math.min(config.timeoutMs, SNAPSHOT_MS));
    const interval = pollInterval(config.pollInterval);
    const log = narrator(config, { begun, deadline, interval }, messages, clock, runner);
    log.begin();
    const { look, names } = openCloud(config, {
        ...effects,
        env: runner.env,
        deadline,
        redact: text => secrets.redact(text),
        hide: secret => secrets.hide(secret),
        serverClock: serverClock(offsetMs => log.clockIsOff(offsetMs)),
        onTrouble: trouble => log.trouble(trouble)
    });
    const watched = await watch({
        targets: config.targets,
        look,
        rules: { ...config, startDeadline: config.condition === null ? null : begun + config.startTimeoutMs },
        failFast: config.failFast,
        interval,
        deadline,
        clock,
        signal,
        onLook: (before, after) => log.looked(before, after)
    });
    const known = await names.settle();
    const pipelines = watched.pipelines.map(tracked => ({ ...tracked, name: known.get(tracked.id) ?? null }));
    return {
        verdict: decide(pipelines, config.failOn, watched.failure === null ? 'none' : 'could_not_judge'),
        failure: watched.failure,
        region: config.place.region,
        looks: watched.looks,
        elapsedMs: clock.now() - begun,
        begunAt
    };
}
function unseen({ targets }) {
    return [...targets].map(([id, runId]) => track(id, runId));
}
function withoutLook(verdict, failure, clock) {
    return { verdict, failure, region: null, looks: 0, elapsedMs: 0, begunAt: clock.epoch() };
}


/***/ }),

/***/ 613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 23:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 297:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Qq: () => (/* binding */ HttpClient)
});

// UNUSED EXPORTS: Headers, HttpClientError, HttpClientResponse, HttpCodes, MediaTypes, getProxyUrl, isHttps

// EXTERNAL MODULE: external "http"
var external_http_ = __nccwpck_require__(611);
var external_http_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_http_, 2);
// EXTERNAL MODULE: external "https"
var external_https_ = __nccwpck_require__(692);
var external_https_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_https_, 2);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
    const usingSsl = reqUrl.protocol === 'https:';
    if (checkBypass(reqUrl)) {
        return undefined;
    }
    const proxyVar = (() => {
        if (usingSsl) {
            return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
        }
        else {
            return process.env['http_proxy'] || process.env['HTTP_PROXY'];
        }
    })();
    if (proxyVar) {
        try {
            return new DecodedURL(proxyVar);
        }
        catch (_a) {
            if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
                return new DecodedURL(`http://${proxyVar}`);
        }
    }
    else {
        return undefined;
    }
}
function checkBypass(reqUrl) {
    if (!reqUrl.hostname) {
        return false;
    }
    const reqHost = reqUrl.hostname;
    if (isLoopbackAddress(reqHost)) {
        return true;
    }
    const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
    if (!noProxy) {
        return false;
    }
    // Determine the request port
    let reqPort;
    if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
    }
    else if (reqUrl.protocol === 'http:') {
        reqPort = 80;
    }
    else if (reqUrl.protocol === 'https:') {
        reqPort = 443;
    }
    // Format the request hostname and hostname with port
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    // Compare request host against noproxy
    for (const upperNoProxyItem of noProxy
        .split(',')
        .map(x => x.trim().toUpperCase())
        .filter(x => x)) {
        if (upperNoProxyItem === '*' ||
            upperReqHosts.some(x => x === upperNoProxyItem ||
                x.endsWith(`.${upperNoProxyItem}`) ||
                (upperNoProxyItem.startsWith('.') &&
                    x.endsWith(`${upperNoProxyItem}`)))) {
            return true;
        }
    }
    return false;
}
function isLoopbackAddress(host) {
    const hostLower = host.toLowerCase();
    return (hostLower === 'localhost' ||
        hostLower.startsWith('127.') ||
        hostLower.startsWith('[::1]') ||
        hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
}
class DecodedURL extends URL {
    constructor(url, base) {
        super(url, base);
        this._decodedUsername = decodeURIComponent(super.username);
        this._decodedPassword = decodeURIComponent(super.password);
    }
    get username() {
        return this._decodedUsername;
    }
    get password() {
        return this._decodedPassword;
    }
}
//# sourceMappingURL=proxy.js.map
// EXTERNAL MODULE: ./node_modules/tunnel/index.js
var tunnel = __nccwpck_require__(770);
;// CONCATENATED MODULE: ./src/adapters/undici-stub.ts
class ProxyAgent {
    constructor() {
        throw new Error('undici is not part of this bundle');
    }
}

;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/index.js
/* eslint-disable @typescript-eslint/no-explicit-any */
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};





var HttpCodes;
(function (HttpCodes) {
    HttpCodes[HttpCodes["OK"] = 200] = "OK";
    HttpCodes[HttpCodes["MultipleChoices"] = 300] = "MultipleChoices";
    HttpCodes[HttpCodes["MovedPermanently"] = 301] = "MovedPermanently";
    HttpCodes[HttpCodes["ResourceMoved"] = 302] = "ResourceMoved";
    HttpCodes[HttpCodes["SeeOther"] = 303] = "SeeOther";
    HttpCodes[HttpCodes["NotModified"] = 304] = "NotModified";
    HttpCodes[HttpCodes["UseProxy"] = 305] = "UseProxy";
    HttpCodes[HttpCodes["SwitchProxy"] = 306] = "SwitchProxy";
    HttpCodes[HttpCodes["TemporaryRedirect"] = 307] = "TemporaryRedirect";
    HttpCodes[HttpCodes["PermanentRedirect"] = 308] = "PermanentRedirect";
    HttpCodes[HttpCodes["BadRequest"] = 400] = "BadRequest";
    HttpCodes[HttpCodes["Unauthorized"] = 401] = "Unauthorized";
    HttpCodes[HttpCodes["PaymentRequired"] = 402] = "PaymentRequired";
    HttpCodes[HttpCodes["Forbidden"] = 403] = "Forbidden";
    HttpCodes[HttpCodes["NotFound"] = 404] = "NotFound";
    HttpCodes[HttpCodes["MethodNotAllowed"] = 405] = "MethodNotAllowed";
    HttpCodes[HttpCodes["NotAcceptable"] = 406] = "NotAcceptable";
    HttpCodes[HttpCodes["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
    HttpCodes[HttpCodes["RequestTimeout"] = 408] = "RequestTimeout";
    HttpCodes[HttpCodes["Conflict"] = 409] = "Conflict";
    HttpCodes[HttpCodes["Gone"] = 410] = "Gone";
    HttpCodes[HttpCodes["TooManyRequests"] = 429] = "TooManyRequests";
    HttpCodes[HttpCodes["InternalServerError"] = 500] = "InternalServerError";
    HttpCodes[HttpCodes["NotImplemented"] = 501] = "NotImplemented";
    HttpCodes[HttpCodes["BadGateway"] = 502] = "BadGateway";
    HttpCodes[HttpCodes["ServiceUnavailable"] = 503] = "ServiceUnavailable";
    HttpCodes[HttpCodes["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function (Headers) {
    Headers["Accept"] = "accept";
    Headers["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function (MediaTypes) {
    MediaTypes["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
/**
 * Returns the proxy URL, depending upon the supplied url and proxy environment variables.
 * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
 */
function lib_getProxyUrl(serverUrl) {
    const proxyUrl = pm.getProxyUrl(new URL(serverUrl));
    return proxyUrl ? proxyUrl.href : '';
}
const HttpRedirectCodes = [
    HttpCodes.MovedPermanently,
    HttpCodes.ResourceMoved,
    HttpCodes.SeeOther,
    HttpCodes.TemporaryRedirect,
    HttpCodes.PermanentRedirect
];
const HttpResponseRetryCodes = [
    HttpCodes.BadGateway,
    HttpCodes.ServiceUnavailable,
    HttpCodes.GatewayTimeout
];
const RetryableHttpVerbs = ['OPTIONS', 'GET', 'DELETE', 'HEAD'];
const ExponentialBackoffCeiling = 10;
const ExponentialBackoffTimeSlice = 5;
class HttpClientError extends Error {
    constructor(message, statusCode) {
        super(message);
        this.name = 'HttpClientError';
        this.statusCode = statusCode;
        Object.setPrototypeOf(this, HttpClientError.prototype);
    }
}
class HttpClientResponse {
    constructor(message) {
        this.message = message;
    }
    readBody() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                let output = Buffer.alloc(0);
                this.message.on('data', (chunk) => {
                    output = Buffer.concat([output, chunk]);
                });
                this.message.on('end', () => {
                    resolve(output.toString());
                });
            }));
        });
    }
    readBodyBuffer() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                const chunks = [];
                this.message.on('data', (chunk) => {
                    chunks.push(chunk);
                });
                this.message.on('end', () => {
                    resolve(Buffer.concat(chunks));
                });
            }));
        });
    }
}
function isHttps(requestUrl) {
    const parsedUrl = new URL(requestUrl);
    return parsedUrl.protocol === 'https:';
}
class HttpClient {
    constructor(userAgent, handlers, requestOptions) {
        this._ignoreSslError = false;
        this._allowRedirects = true;
        this._allowRedirectDowngrade = false;
        this._maxRedirects = 50;
        this._allowRetries = false;
        this._maxRetries = 1;
        this._keepAlive = false;
        this._disposed = false;
        this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
        this.handlers = handlers || [];
        this.requestOptions = requestOptions;
        if (requestOptions) {
            if (requestOptions.ignoreSslError != null) {
                this._ignoreSslError = requestOptions.ignoreSslError;
            }
            this._socketTimeout = requestOptions.socketTimeout;
            if (requestOptions.allowRedirects != null) {
                this._allowRedirects = requestOptions.allowRedirects;
            }
            if (requestOptions.allowRedirectDowngrade != null) {
                this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
            }
            if (requestOptions.maxRedirects != null) {
                this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
            }
            if (requestOptions.keepAlive != null) {
                this._keepAlive = requestOptions.keepAlive;
            }
            if (requestOptions.allowRetries != null) {
                this._allowRetries = requestOptions.allowRetries;
            }
            if (requestOptions.maxRetries != null) {
                this._maxRetries = requestOptions.maxRetries;
            }
        }
    }
    options(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('OPTIONS', requestUrl, null, additionalHeaders || {});
        });
    }
    get(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('GET', requestUrl, null, additionalHeaders || {});
        });
    }
    del(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('DELETE', requestUrl, null, additionalHeaders || {});
        });
    }
    post(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('POST', requestUrl, data, additionalHeaders || {});
        });
    }
    patch(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PATCH', requestUrl, data, additionalHeaders || {});
        });
    }
    put(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PUT', requestUrl, data, additionalHeaders || {});
        });
    }
    head(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('HEAD', requestUrl, null, additionalHeaders || {});
        });
    }
    sendStream(verb, requestUrl, stream, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request(verb, requestUrl, stream, additionalHeaders);
        });
    }
    /**
     * Gets a typed object from an endpoint
     * Be aware that not found returns a null.  Other errors (4xx, 5xx) reject the promise
     */
    getJson(requestUrl_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            const res = yield this.get(requestUrl, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    postJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.post(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    putJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.put(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    patchJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.patch(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    /**
     * Makes a raw http request.
     * All other methods such as get, post, patch, and request ultimately call this.
     * Prefer get, del, post and patch
     */
    request(verb, requestUrl, data, headers) {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._disposed) {
                throw new Error('Client has already been disposed.');
            }
            const parsedUrl = new URL(requestUrl);
            let info = this._prepareRequest(verb, parsedUrl, headers);
            // Only perform retries on reads since writes may not be idempotent.
            const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb)
                ? this._maxRetries + 1
                : 1;
            let numTries = 0;
            let response;
            do {
                response = yield this.requestRaw(info, data);
                // Check if it's an authentication challenge
                if (response &&
                    response.message &&
                    response.message.statusCode === HttpCodes.Unauthorized) {
                    let authenticationHandler;
                    for (const handler of this.handlers) {
                        if (handler.canHandleAuthentication(response)) {
                            authenticationHandler = handler;
                            break;
                        }
                    }
                    if (authenticationHandler) {
                        return authenticationHandler.handleAuthentication(this, info, data);
                    }
                    else {
                        // We have received an unauthorized response but have no handlers to handle it.
                        // Let the response return to the caller.
                        return response;
                    }
                }
                let redirectsRemaining = this._maxRedirects;
                while (response.message.statusCode &&
                    HttpRedirectCodes.includes(response.message.statusCode) &&
                    this._allowRedirects &&
                    redirectsRemaining > 0) {
                    const redirectUrl = response.message.headers['location'];
                    if (!redirectUrl) {
                        // if there's no location to redirect to, we won't
                        break;
                    }
                    const parsedRedirectUrl = new URL(redirectUrl);
                    if (parsedUrl.protocol === 'https:' &&
                        parsedUrl.protocol !== parsedRedirectUrl.protocol &&
                        !this._allowRedirectDowngrade) {
                        throw new Error('Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.');
                    }
                    // we need to finish reading the response before reassigning response
                    // which will leak the open socket.
                    yield response.readBody();
                    // strip authorization header if redirected to a different hostname
                    if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
                        for (const header in headers) {
                            // header names are case insensitive
                            if (header.toLowerCase() === 'authorization') {
                                delete headers[header];
                            }
                        }
                    }
                    // let's make the request with the new redirectUrl
                    info = this._prepareRequest(verb, parsedRedirectUrl, headers);
                    response = yield this.requestRaw(info, data);
                    redirectsRemaining--;
                }
                if (!response.message.statusCode ||
                    !HttpResponseRetryCodes.includes(response.message.statusCode)) {
                    // If not a retry code, return immediately instead of retrying
                    return response;
                }
                numTries += 1;
                if (numTries < maxTries) {
                    yield response.readBody();
                    yield this._performExponentialBackoff(numTries);
                }
            } while (numTries < maxTries);
            return response;
        });
    }
    /**
     * Needs to be called if keepAlive is set to true in request options.
     */
    dispose() {
        if (this._agent) {
            this._agent.destroy();
        }
        this._disposed = true;
    }
    /**
     * Raw request.
     * @param info
     * @param data
     */
    requestRaw(info, data) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => {
                function callbackForResult(err, res) {
                    if (err) {
                        reject(err);
                    }
                    else if (!res) {
                        // If `err` is not passed, then `res` must be passed.
                        reject(new Error('Unknown error'));
                    }
                    else {
                        resolve(res);
                    }
                }
                this.requestRawWithCallback(info, data, callbackForResult);
            });
        });
    }
    /**
     * Raw request with callback.
     * @param info
     * @param data
     * @param onResult
     */
    requestRawWithCallback(info, data, onResult) {
        if (typeof data === 'string') {
            if (!info.options.headers) {
                info.options.headers = {};
            }
            info.options.headers['Content-Length'] = Buffer.byteLength(data, 'utf8');
        }
        let callbackCalled = false;
        function handleResult(err, res) {
            if (!callbackCalled) {
                callbackCalled = true;
                onResult(err, res);
            }
        }
        const req = info.httpModule.request(info.options, (msg) => {
            const res = new HttpClientResponse(msg);
            handleResult(undefined, res);
        });
        let socket;
        req.on('socket', sock => {
            socket = sock;
        });
        // If we ever get disconnected, we want the socket to timeout eventually
        req.setTimeout(this._socketTimeout || 3 * 60000, () => {
            if (socket) {
                socket.end();
            }
            handleResult(new Error(`Request timeout: ${info.options.path}`));
        });
        req.on('error', function (err) {
            // err has statusCode property
            // res should have headers
            handleResult(err);
        });
        if (data && typeof data === 'string') {
            req.write(data, 'utf8');
        }
        if (data && typeof data !== 'string') {
            data.on('close', function () {
                req.end();
            });
            data.pipe(req);
        }
        else {
            req.end();
        }
    }
    /**
     * Gets an http agent. This function is useful when you need an http agent that handles
     * routing through a proxy server - depending upon the url and proxy environment variables.
     * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
     */
    getAgent(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        return this._getAgent(parsedUrl);
    }
    getAgentDispatcher(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (!useProxy) {
            return;
        }
        return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
    }
    _prepareRequest(method, requestUrl, headers) {
        const info = {};
        info.parsedUrl = requestUrl;
        const usingSsl = info.parsedUrl.protocol === 'https:';
        info.httpModule = usingSsl ? external_https_namespaceObject : external_http_namespaceObject;
        const defaultPort = usingSsl ? 443 : 80;
        info.options = {};
        info.options.host = info.parsedUrl.hostname;
        info.options.port = info.parsedUrl.port
            ? parseInt(info.parsedUrl.port)
            : defaultPort;
        info.options.path =
            (info.parsedUrl.pathname || '') + (info.parsedUrl.search || '');
        info.options.method = method;
        info.options.headers = this._mergeHeaders(headers);
        if (this.userAgent != null) {
            info.options.headers['user-agent'] = this.userAgent;
        }
        info.options.agent = this._getAgent(info.parsedUrl);
        // gives handlers an opportunity to participate
        if (this.handlers) {
            for (const handler of this.handlers) {
                handler.prepareRequest(info.options);
            }
        }
        return info;
    }
    _mergeHeaders(headers) {
        if (this.requestOptions && this.requestOptions.headers) {
            return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
        }
        return lowercaseKeys(headers || {});
    }
    /**
     * Gets an existing header value or returns a default.
     * Handles converting number header values to strings since HTTP headers must be strings.
     * Note: This returns string | string[] since some headers can have multiple values.
     * For headers that must always be a single string (like Content-Type), use the
     * specialized _getExistingOrDefaultContentTypeHeader method instead.
     */
    _getExistingOrDefaultHeader(additionalHeaders, header, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
            if (headerValue) {
                clientHeader =
                    typeof headerValue === 'number' ? headerValue.toString() : headerValue;
            }
        }
        const additionalValue = additionalHeaders[header];
        if (additionalValue !== undefined) {
            return typeof additionalValue === 'number'
                ? additionalValue.toString()
                : additionalValue;
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    /**
     * Specialized version of _getExistingOrDefaultHeader for Content-Type header.
     * Always returns a single string (not an array) since Content-Type should be a single value.
     * Converts arrays to comma-separated strings and numbers to strings to ensure type safety.
     * This was split from _getExistingOrDefaultHeader to provide stricter typing for callers
     * that assign the result to places expecting a string (e.g., additionalHeaders[Headers.ContentType]).
     */
    _getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
            if (headerValue) {
                if (typeof headerValue === 'number') {
                    clientHeader = String(headerValue);
                }
                else if (Array.isArray(headerValue)) {
                    clientHeader = headerValue.join(', ');
                }
                else {
                    clientHeader = headerValue;
                }
            }
        }
        const additionalValue = additionalHeaders[Headers.ContentType];
        // Return the first non-undefined value, converting numbers or arrays to strings if necessary
        if (additionalValue !== undefined) {
            if (typeof additionalValue === 'number') {
                return String(additionalValue);
            }
            else if (Array.isArray(additionalValue)) {
                return additionalValue.join(', ');
            }
            else {
                return additionalValue;
            }
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    _getAgent(parsedUrl) {
        let agent;
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (this._keepAlive && useProxy) {
            agent = this._proxyAgent;
        }
        if (!useProxy) {
            agent = this._agent;
        }
        // if agent is already assigned use that agent.
        if (agent) {
            return agent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        let maxSockets = 100;
        if (this.requestOptions) {
            maxSockets = this.requestOptions.maxSockets || external_http_.globalAgent.maxSockets;
        }
        // This is `useProxy` again, but we need to check `proxyURl` directly for TypeScripts's flow analysis.
        if (proxyUrl && proxyUrl.hostname) {
            const agentOptions = {
                maxSockets,
                keepAlive: this._keepAlive,
                proxy: Object.assign(Object.assign({}, ((proxyUrl.username || proxyUrl.password) && {
                    proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
                })), { host: proxyUrl.hostname, port: proxyUrl.port })
            };
            let tunnelAgent;
            const overHttps = proxyUrl.protocol === 'https:';
            if (usingSsl) {
                tunnelAgent = overHttps ? tunnel.httpsOverHttps : tunnel.httpsOverHttp;
            }
            else {
                tunnelAgent = overHttps ? tunnel.httpOverHttps : tunnel.httpOverHttp;
            }
            agent = tunnelAgent(agentOptions);
            this._proxyAgent = agent;
        }
        // if tunneling agent isn't assigned create a new agent
        if (!agent) {
            const options = { keepAlive: this._keepAlive, maxSockets };
            agent = usingSsl ? new external_https_.Agent(options) : new external_http_.Agent(options);
            this._agent = agent;
        }
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            agent.options = Object.assign(agent.options || {}, {
                rejectUnauthorized: false
            });
        }
        return agent;
    }
    _getProxyAgentDispatcher(parsedUrl, proxyUrl) {
        let proxyAgent;
        if (this._keepAlive) {
            proxyAgent = this._proxyAgentDispatcher;
        }
        // if agent is already assigned use that agent.
        if (proxyAgent) {
            return proxyAgent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        proxyAgent = new ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, ((proxyUrl.username || proxyUrl.password) && {
            token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
        })));
        this._proxyAgentDispatcher = proxyAgent;
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
                rejectUnauthorized: false
            });
        }
        return proxyAgent;
    }
    _getUserAgentWithOrchestrationId(userAgent) {
        const baseUserAgent = userAgent || 'actions/http-client';
        const orchId = process.env['ACTIONS_ORCHESTRATION_ID'];
        if (orchId) {
            // Sanitize the orchestration ID to ensure it contains only valid characters
            // Valid characters: 0-9, a-z, _, -, .
            const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, '_');
            return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`;
        }
        return baseUserAgent;
    }
    _performExponentialBackoff(retryNumber) {
        return __awaiter(this, void 0, void 0, function* () {
            retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
            const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
            return new Promise(resolve => setTimeout(() => resolve(), ms));
        });
    }
    _processResponse(res, options) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
                const statusCode = res.message.statusCode || 0;
                const response = {
                    statusCode,
                    result: null,
                    headers: {}
                };
                // not found leads to null obj returned
                if (statusCode === HttpCodes.NotFound) {
                    resolve(response);
                }
                // get the result from the body
                function dateTimeDeserializer(key, value) {
                    if (typeof value === 'string') {
                        const a = new Date(value);
                        if (!isNaN(a.valueOf())) {
                            return a;
                        }
                    }
                    return value;
                }
                let obj;
                let contents;
                try {
                    contents = yield res.readBody();
                    if (contents && contents.length > 0) {
                        if (options && options.deserializeDates) {
                            obj = JSON.parse(contents, dateTimeDeserializer);
                        }
                        else {
                            obj = JSON.parse(contents);
                        }
                        response.result = obj;
                    }
                    response.headers = res.message.headers;
                }
                catch (err) {
                    // Invalid resource (contents not json);  leaving result obj null
                }
                // note that 3xx redirects are handled by the http layer.
                if (statusCode > 299) {
                    let msg;
                    // if exception/error in body, attempt to get better error
                    if (obj && obj.message) {
                        msg = obj.message;
                    }
                    else if (contents && contents.length > 0) {
                        // it may be the case that the exception is in the body message as string
                        msg = contents;
                    }
                    else {
                        msg = `Failed request: (${statusCode})`;
                    }
                    const err = new HttpClientError(msg, statusCode);
                    err.result = response.result;
                    reject(err);
                }
                else {
                    resolve(response);
                }
            }));
        });
    }
}
const lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => ((c[k.toLowerCase()] = obj[k]), c), {});
//# sourceMappingURL=index.js.map

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(407);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
