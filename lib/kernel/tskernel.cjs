#!/usr/bin/env node
'use strict';
// The project's kernel: a launcher over tslab 1.0.22 on the project's own TypeScript. No file of tslab is patched; everything is injected.
// Started by the kernelspec that set-up writes into .venv; `--warm` builds a V8 start-up snapshot (not used yet).
// This is the trial version, dense and complete enough for the five notebooks; its rewrite into parts is planned.
const path = require('path'), vm = require('vm'), util = require('util'), Module = require('module');
const root = path.resolve(__dirname, '..', '..');
const fs = require('fs'), cacheDir = path.join(root, '.cache', 'kernel');
const stamp = (f) => { try { const s = fs.statSync(f); return `${s.mtimeMs} ${s.size} ${s.ino}`; } catch { return ''; } };
// ---- 0. a warm start: `tskernel.cjs --warm` builds a V8 start-up snapshot of TypeScript with the library files parsed, bound and checked once;
//         `node --snapshot-blob FILE tskernel.cjs CONNECTION` starts from it. What it holds is compared with the disc (stamp) before use.
if (require('v8').startupSnapshot.isBuildingSnapshot()) {
  const { ts: file, roots, opts } = JSON.parse(fs.readFileSync(path.join(cacheDir, 'options.json'), 'utf8')), tsModule = { exports: {} };
  vm.runInThisContext(Module.wrap(fs.readFileSync(file, 'utf8')), { filename: file }).call(tsModule.exports, tsModule.exports, require, tsModule, file, path.dirname(file));
  const ts = tsModule.exports, files = new Map(), cell = 'export {};\nconst a = 1;\nexport { a };\n(async () => { for (const x of [a]) await x; })()', h = ts.createCompilerHost(opts), parse = h.getSourceFile;
  h.getSourceFile = (f, ...a) => { const at = roots.indexOf(f); if (at >= 0) return ts.createSourceFile(f, f.endsWith('.d.ts') ? 'export {};\n' : cell, a[0]); let e = files.get(f); if (!e) { const sf = parse(f, ...a); if (!sf) return; files.set(f, e = [sf, stamp(f)]); } return e[0]; };
  const exists = h.fileExists; h.fileExists = (f) => roots.includes(f) || exists(f);
  const make = (oldProgram) => { const p = ts.createProgram({ rootNames: roots, options: opts, host: h, oldProgram }), sf = p.getSourceFile(roots.find((f) => !f.endsWith('.d.ts')));
    p.getSemanticDiagnostics(sf); p.getDeclarationDiagnostics(sf); p.emit(sf, () => {}); return p; };
  let program = make(); for (let i = 0; i < 3; i++) { program = make(program); ts.transpileModule(cell, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: opts.target, inlineSourceMap: true } }); }
  program = ts.createProgram({ rootNames: roots, options: opts, host: h, oldProgram: program });   // its structure only: no checker in the snapshot
  const state = { tsModule, ts: [file, stamp(file)], files, program, key: JSON.stringify(opts) };
  require('v8').startupSnapshot.setDeserializeMainFunction(() => { globalThis.__tskernelWarm = state; const f = require('path').resolve(process.argv[1]); require('module').createRequire(f)(f); });
  return;
}
const blob = path.join(cacheDir, `kernel-${process.version}.blob`);
const nbdir = process.cwd(); process.chdir(root);                                   // so that ./lib/x resolves (tslab rootDir = cwd)
const req = Module.createRequire(path.join(root, 'x.js'));
const treq = Module.createRequire(req.resolve('tslab/package.json'));

// ---- 1. TypeScript options, no directory watching, source maps ----
const tsFile = treq.resolve('@tslab/typescript-for-tslab'), ownTs = req.resolve('typescript');
// V8's code cache of a big script: written once after the first check, when the functions in use are compiled
const codeCache = (file) => { const st = fs.statSync(file), name = path.join(cacheDir, `${path.basename(file)}-${st.size}-${Math.trunc(st.mtimeMs)}-${process.version}-${process.arch}.v8`);
  let cachedData; try { cachedData = fs.readFileSync(name); } catch { /* none yet */ }
  const script = new vm.Script(Module.wrap(fs.readFileSync(file, 'utf8')), { filename: file, cachedData });
  const m = new Module(file, module); m.filename = file; m.paths = Module._nodeModulePaths(path.dirname(file)); require.cache[file] = m;
  script.runInThisContext().call(m.exports, m.exports, Module.createRequire(file), m, file, path.dirname(file)); m.loaded = true;
  if (!cachedData || script.cachedDataRejected) m.saveCache = () => { try { fs.mkdirSync(cacheDir, { recursive: true }); const tmp = name + process.pid; fs.writeFileSync(tmp, script.createCachedData()); fs.renameSync(tmp, name); } catch { /* a cache */ } };
  return m; };
let warm = globalThis.__tskernelWarm; delete globalThis.__tskernelWarm;
if (warm && (warm.ts[0] !== ownTs || warm.ts[1] !== stamp(ownTs))) warm = undefined;
const tsModule = warm?.tsModule ?? codeCache(ownTs), ts = tsModule.exports;
if (warm) { const m = new Module(ownTs, module); m.filename = ownTs; m.loaded = true; m.exports = ts; require.cache[ownTs] = m; }
const missing = { any: false };
// project files are looked at before each check (stat), not watched: no watcher to wedge, no delay after saving
const watched = new Map();                             // file -> [callbacks, stamp]
const libDir = path.dirname(ownTs) + '/';
ts.sys.watchFile = (f, cb) => { let w = watched.get(f); if (!w) watched.set(f, w = [new Set(), stamp(f)]); w[0].add(cb); return { close() { w[0].delete(cb); if (!w[0].size) watched.delete(f); } }; };
const poll = () => { for (const [f, w] of [...watched]) { const n = stamp(f); if (n !== w[1]) { w[1] = n; for (const cb of [...w[0]]) cb(f, n ? ts.FileWatcherEventKind.Changed : ts.FileWatcherEventKind.Deleted); } } };
const cfgFile = ts.findConfigFile(root, ts.sys.fileExists); let cfg = {};
if (cfgFile) { const o = ts.parseJsonConfigFileContent(ts.readConfigFile(cfgFile, ts.sys.readFile).config, ts.sys, path.dirname(cfgFile)).options;
  for (const k of Object.keys(o)) if ((/^(strict|no[A-Z]|exactOptional|useUnknown|allowUn)/.test(k) && !/^no(Unused|Emit|Lib|Resolve|ErrorTruncation)/.test(k)) || ['paths', 'baseUrl', 'types', 'jsx', 'jsxFactory', 'experimentalDecorators', 'lib'].includes(k)) cfg[k] = o[k]; }
// every await and loop of cells and lib files passes a check: interrupt flag, and a turn of the event loop at least every 50 ms
const flag = new Int32Array(new SharedArrayBuffer(8)); let lastTurn = 0;
class Interrupted extends Error { constructor() { super('Interrupted'); this.name = 'KeyboardInterrupt'; } }
Object.defineProperty(globalThis, '__lk', { value: () => { if (flag[0] !== 0) throw new Interrupted(); } });
Object.defineProperty(globalThis, '__aw', { value: (x) => { if (flag[0] !== 0) throw new Interrupted(); const n = performance.now(); if (n - lastTurn < 50) return x;
  lastTurn = n; const p = Promise.resolve(x); p.catch(() => {}); return new Promise((f) => setImmediate(() => f(p))); } });
const instrument = (ctx) => (sf) => { const f = ctx.factory; const id = f.createIdentifier.bind(f);
  const body = (s) => { const c = f.createExpressionStatement(f.createCallExpression(id('__lk'), undefined, [])); return ts.isBlock(s) ? f.updateBlock(s, [c, ...s.statements]) : f.createBlock([c, s]); };
  const walk = (n) => { n = ts.visitEachChild(n, walk, ctx);
    if (ts.isAwaitExpression(n)) return f.updateAwaitExpression(n, f.createCallExpression(id('__aw'), undefined, [n.expression]));
    if (ts.isForStatement(n)) return f.updateForStatement(n, n.initializer, n.condition, n.incrementor, body(n.statement));
    if (ts.isForOfStatement(n)) return f.updateForOfStatement(n, n.awaitModifier, n.initializer, n.expression, body(n.statement));
    if (ts.isForInStatement(n)) return f.updateForInStatement(n, n.initializer, n.expression, body(n.statement));
    if (ts.isWhileStatement(n)) return f.updateWhileStatement(n, n.expression, body(n.statement));
    if (ts.isDoStatement(n)) return f.updateDoStatement(n, body(n.statement), n.expression);
    return n; };
  return ts.visitNode(sf, walk); };
const maps = new Map(); let mapSeq = 0;                // id -> [outer SourceMap, inner SourceMap]
const takeMap = (s) => { const m = /\n?\/\/# sourceMappingURL=data:application\/json[^,]*;base64,([A-Za-z0-9+/=]+)\s*$/.exec(s);
  return m ? [s.slice(0, m.index), new Module.SourceMap(JSON.parse(Buffer.from(m[1], 'base64').toString()))] : [s, null]; };

let hostState;
const overrides = {
  createWatchCompilerHost(files, opts, ...rest) {

    return ts.createWatchCompilerHost(files, { ...opts, noImplicitUseStrict: undefined, disableTopLevelAwait: undefined, strict: true, ...(cfgFile ? {} : { useUnknownInCatchVariables: false }), experimentalDecorators: undefined, inlineSourceMap: true,
      moduleResolution: ts.ModuleResolutionKind.Bundler, lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'], ...cfg }, ...rest);
  },
  // one program a cell, made when it is asked for; TypeScript's own watch makes two, with a checker each
  createWatchProgram(h) {
    const opts = h.options, key = JSON.stringify(opts), files = new Map(), held = new Map(); let roots = h.rootFiles, old, timer;
    hostState = { opts, roots };
    if (warm) { for (const [f, [sf, at]] of warm.files) if (stamp(f) === at) files.set(f, sf); if (warm.key === key && files.size === warm.files.size) old = warm.program; warm.files = warm.program = null; warm = undefined; }
    const lookups = new Map(), memo = (k, fn) => (f) => { if (!inModules(f)) return fn(f); const m = k + f; let v = lookups.get(m); if (v === undefined) lookups.set(m, v = fn(f)); return v; };
    const inModules = (f) => !f.startsWith(root + '/') || f.includes('/node_modules/', root.length);
    const read = (f, o) => { const t = h.readFile(f); return t === undefined ? undefined : ts.createSourceFile(f, t, o); };
    const isLib = (f) => f.startsWith(libDir);
    const host = { getDefaultLibFileName: () => libDir + 'lib.d.ts', getDefaultLibLocation: () => libDir.slice(0, -1), getCurrentDirectory: () => root, getCanonicalFileName: (f) => f, useCaseSensitiveFileNames: () => true, getNewLine: () => '\n', writeFile() {},
      readFile: (f) => h.readFile(f), fileExists: memo('f', (f) => h.fileExists(f)), directoryExists: memo('d', (d) => h.directoryExists(d)), getDirectories: (d) => h.getDirectories(d), realpath: memo('r', (f) => ts.sys.realpath(f)),
      getSourceFile(f, o) { let sf = files.get(f); if (!sf) { sf = read(f, o ?? parseOpts(f)); if (!sf) return; files.set(f, sf); }
        if (!held.has(f) && !(inModules(f) || isLib(f))) held.set(f, h.watchFile(f, () => { files.delete(f); dirty(); }, 250));
        return sf; },
      hasInvalidatedResolutions: () => missing.fresh };
    const parseOpts = (f) => ({ languageVersion: opts.target, impliedNodeFormat: undefined, setExternalModuleIndicator: ts.getSetExternalModuleIndicator(opts) });
    const update = () => { let program; const get = () => { if (program) return program; if (missing.fresh) lookups.clear(); program = ts.createProgram({ rootNames: [...roots], options: opts, host, oldProgram: missing.fresh ? undefined : old }); missing.fresh = false; old = program;
        return program; };
      const deps = (sf) => { const p = get(), seen = new Set([sf.fileName]), todo = [sf]; while (todo.length) { const f = todo.pop();
          for (const i of f.imports ?? []) { const r = p.getResolvedModuleFromModuleSpecifier(i, f)?.resolvedModule?.resolvedFileName, t = r && p.getSourceFile(r); if (t && !seen.has(t.fileName)) { seen.add(t.fileName); if (!inModules(t.fileName)) todo.push(t); } } }
        return [...seen].filter((f) => !inModules(f) || f === sf.fileName); };
      const file = (f) => { if (program) return program.getSourceFile(f); const sf = host.getSourceFile(f); if (sf && !sf.locals) { ts.bindSourceFile(sf, opts); sf.locals.delete('__global'); } return sf ?? get().getSourceFile(f); };
      h.afterProgramCreate({ getProgram: get, getSourceFile: file, getAllDependencies: deps, emit: (...a) => get().emit(...a) }); };
    const dirty = () => { if (timer !== undefined) return; timer = h.setTimeout(function updateProgram() { timer = undefined; update(); }, 250); };
    for (const f of roots) host.getSourceFile(f, parseOpts(f));
    update();
    return { close() { for (const w of held.values()) w.close(); }, updateRootFileNames(r) { roots = r; dirty(); }, getProgram: () => old };
  },
  transpileModule(js, o) {
    const [src, inner] = takeMap(js);
    const r = ts.transpileModule(src, { ...o, compilerOptions: { ...o.compilerOptions, noImplicitUseStrict: undefined, moduleDetection: ts.ModuleDetectionKind.Force, inlineSourceMap: true }, transformers: { before: [instrument] } });
    const [out, outer] = takeMap(r.outputText);
    const id = ++mapSeq; maps.set(id, [outer, inner]);
    return { ...r, outputText: `${out}\n//# tslabmap=${id}` };
  },
};
// what tslab's converter uses of its own fork of TypeScript (5.0.4), on the published one
const diagnosticsOf = (program, files) => { const d = [];
  for (const f of files) d.push(...program.getSyntacticDiagnostics(f), ...program.getSemanticDiagnostics(f), ...program.getDeclarationDiagnostics(f));
  // tslab forgets the file of a message in several parts: one text
  return ts.sortAndDeduplicateDiagnostics(d).map((x) => ({ ...x, messageText: ts.flattenDiagnosticMessageText(x.messageText, '\n') })); };
const quickInfo = (sf, checker, token, pos) => {
  let n = ts.getTouchingPropertyName(sf, pos); if (n === sf) return;
  if (n.parent && ts.isNewExpression(n.parent) && n.pos === n.parent.pos) n = n.parent.expression;
  const o = ts.getContainingObjectLiteralElement(n), want = o && checker.getContextualType(o.parent), name = o && ts.getNameFromPropertyName(o.name);
  const ps = want && name ? [want.getProperty(name)].filter(Boolean) : [], sym = ps[0] ?? checker.getSymbolAtLocation(n);
  const textSpan = { start: n.getStart(sf), length: n.end - n.getStart(sf) };
  if (!sym || checker.isUnknownSymbol(sym)) { if (!ts.isIdentifier(n) && ![ts.SyntaxKind.ThisKeyword, ts.SyntaxKind.SuperKeyword].includes(n.kind)) return;
    const t = checker.getTypeAtLocation(n); return { kind: '', kindModifiers: '', textSpan, displayParts: ts.typeToDisplayParts(checker, t, ts.getContainerNode(n)), documentation: t.symbol?.getDocumentationComment(checker), tags: t.symbol?.getJsDocTags(checker) }; }
  const { symbolKind, ...rest } = ts.SymbolDisplay.getSymbolDisplayPartsDocumentationAndSymbolKind(checker, sym, sf, ts.getContainerNode(n), n);
  return { kind: symbolKind, kindModifiers: '', textSpan, ...rest };
};
const editorHost = { getCompilationSettings: () => lastProgram().getCompilerOptions(), getCurrentDirectory: () => root, useCaseSensitiveFileNames: () => true, getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: (f) => ts.sys.fileExists(f), readFile: (f) => ts.sys.readFile(f), directoryExists: (d) => ts.sys.directoryExists(d), getDirectories: (d) => ts.sys.getDirectories(d), readDirectory: (...a) => ts.sys.readDirectory(...a), realpath: (f) => ts.sys.realpath(f) };
let lastProgram = () => ({ getCompilerOptions: () => ({}) });
Object.assign(overrides, {
  getDefaultTypeRoots: (dir) => (ts.getDefaultTypeRoots?.(dir, ts.sys) ?? ts.getEffectiveTypeRoots({}, { getCurrentDirectory: () => dir }) ?? []).filter((d) => ts.sys.directoryExists(d)),
  getNullTransformationContext: () => ts.nullTransformationContext,
  getPreEmitDiagnosticsOfFiles: diagnosticsOf,
  getQuickInfoAtPosition: quickInfo,
  Completions: { ...ts.Completions, getCompletionsAtPositionForTslab: (_host, program, log, sf, pos, prefs, ch, kind, token) => { lastProgram = () => program;
    return ts.Completions.getCompletionsAtPosition(editorHost, program, log, sf, pos, prefs, ch, kind, token); } },
});
const copy = {};
for (const k of [...Object.keys(ts), ...Object.keys(overrides)]) Object.defineProperty(copy, k, { enumerable: true, configurable: true, get: () => overrides[k] ?? ts[k] });
const slot = new Module(tsFile, module); slot.filename = tsFile; slot.loaded = true; slot.exports = copy; require.cache[tsFile] = slot;

// ---- 2. zeromq: never drop iopub messages ----
const zFile = treq.resolve('zeromq'); const z = require(zFile);
// after 512 sends in one tick zeromq sends asynchronously and refuses (EBUSY) the next: those wait their turn
const unsent = [];                                     // of the one publisher (its object cannot be extended)
class Publisher extends z.Publisher { constructor(o) { super({ sendHighWaterMark: 0, ...o }); }
  send(m) { if (!unsent.length) try { return super.send(m); } catch (e) { if (e.code !== 'EBUSY') throw e; }
    return new Promise((done, failed) => { unsent.push([m, done, failed]); if (unsent.length === 1) setImmediate(() => this.drain()); }); }
  drain() { while (unsent.length) { const [m, done, failed] = unsent[0];
      try { super.send(m).then(done, failed); unsent.shift(); } catch (e) { if (e.code === 'EBUSY') { setImmediate(() => this.drain()); return; } unsent.shift(); failed(e); } } } }
const zc = {}; for (const k of Object.keys(z)) Object.defineProperty(zc, k, { enumerable: true, configurable: true, get: () => k === 'Publisher' ? Publisher : z[k] });
require.cache[zFile].exports = zc;

const { createConverter } = treq('./dist/converter.js');
const { createExecutor } = treq('./dist/executor.js');
const { JupyterHandlerImpl, ZmqServer } = treq('./dist/jupyter.js');
const jupyter = treq('./dist/jupyter.js');

// ---- 3. traces in TypeScript positions ----
const fileMap = new Map();                             // file name in stacks -> [map id, ts name, prefix lines]
let cellNo = 0;
// cells' top-level variables in a plain object: tslab's is a Proxy, 290 ns an access
const vars = {}; globalThis.__tslabDefineExport__ = (e, p, a) => { if (p !== '__esModule') e[p] = a.get ? a.get() : a.value; return e; };
const run = vm.runInThisContext;
vm.runInThisContext = (code, o) => {
  if (!o || !o.breakOnSigint) return run(code, o);
  const m = /\/\/# tslabmap=(\d+)/.exec(code); const filename = `cell[${cellNo}].js`;
  if (m) fileMap.set(filename, [+m[1], `cell[${cellNo}]`, 1]);
  const ret = run(code.replace(/Object\.defineProperty\(exports, /g, '__tslabDefineExport__(exports, '), { ...o, filename });
  const take = (v) => { const lv = lastConv?.r.lastExpressionVar; if (lv && lv in vars) { executor.locals[lv] = vars[lv]; delete vars[lv]; } return v; };
  return ret && typeof ret.then === 'function' ? ret.then(take) : take(ret);
};
const cellEdits = new Map();
const back = (file, line, col) => {
  const f = fileMap.get(file); if (!f) return null;
  const [outer, inner] = maps.get(f[0]); let e = outer && outer.findEntry(line - 1, col - 1);
  if (e && e.originalLine !== undefined && inner) e = inner.findEntry(e.originalLine, e.originalColumn);
  if (!e || e.originalLine === undefined) return null;
  let [ln, c] = [e.originalLine + 1 - f[2], e.originalColumn + 1]; const ed = f[2] && cellEdits.get(f[1]); if (ed) [ln, c] = ed.lc(ln, c);
  return col === 1e9 ? `${f[1]}:${ln}` : `${f[1]}:${ln}:${c}`;
};
const mapStack = (s) => s.split('\n').filter((l) => !/node_modules\/tslab\/|node:vm|node:internal|node:async_hooks|tskernel\w*\.cjs/.test(l))
  .map((l) => l.replace(/((?:cell\[\d+\]|\/[^\s():]+)\.js):(\d+)(?::(\d+))?/g, (a, f, ln, c) => back(f, +ln, +(c || 1e9)) ?? a));

// ---- 4. converter wrapper: re-evaluate dependents of changed lib files ----
const node = createConverter({ isJS: false, isBrowser: false });
if (process.argv[2] === '--warm') {
  fs.mkdirSync(cacheDir, { recursive: true }); fs.writeFileSync(path.join(cacheDir, 'options.json'), JSON.stringify({ ts: ownTs, ...hostState }));
  const run = (...a) => require('child_process').spawnSync(process.execPath, ['--no-warnings', ...process.execArgv, ...a], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status, tmp = blob + process.pid;
  if (run('--snapshot-blob', tmp, '--build-snapshot', __filename) === 0 && run('--snapshot-blob', tmp, __filename, '--try') === 0) { fs.renameSync(tmp, blob); console.log(`${blob}: ${(fs.statSync(blob).size / 2 ** 20).toFixed(0)} MiB`); process.exit(0); }
  fs.rmSync(tmp, { force: true }); console.error('no snapshot: the kernel starts without'); process.exit(1);
}
if (process.argv[2] === '--try') { const r = node.convert('', 'const a: number = 1; a'); console.log(`snapshot: first check after ${performance.now() | 0} ms`); process.exit(r.diagnostics.length ? 1 : 0); }
const seen = new Map();
// tslab loses `{ x }` when x comes from an earlier cell: write it out as `{ x: x }`
const exists = (p) => ['', '.ts', '.tsx', '.js', '.json', '.d.ts', '/index.ts', '/index.js', '/package.json'].some((e) => ts.sys.fileExists(p + e));
const spec = (t) => { if (!/^\.\.?(\/|$)/.test(t)) return t; const cut = t.replace(/\.tsx?$/, '');
  const p = path.resolve(nbdir, cut); if (!exists(p) && exists(path.resolve(root, cut))) return cut;
  const rel = path.relative(root, p); return rel.startsWith('..') ? t : './' + rel + (/\/$/.test(t) && rel ? '/' : ''); };
// edits of a cell before compiling: shorthand, relative specifiers (from the notebook's folder to the root), async prefix; positions map both ways
const asModule = { languageVersion: ts.ScriptTarget.Latest, setExternalModuleIndicator: (f) => { f.externalModuleIndicator = true; } };
const edit = (src, full) => {
  const sf = ts.createSourceFile('c.ts', src, asModule, true); const at = []; let aw = false;
  const specs = new Map(), lit = (n) => { const v = spec(n.text); if (v !== n.text) { specs.set(v, n.text); at.push([n.getStart() + 1, n.end - 1, v]); } };
  const walk = (n, top) => { if (top && (ts.isAwaitExpression(n) || (ts.isForOfStatement(n) && n.awaitModifier) || (ts.isVariableDeclarationList(n) && (n.flags & ts.NodeFlags.AwaitUsing) === ts.NodeFlags.AwaitUsing))) aw = true;
    if (n.parent === sf && ts.canHaveModifiers(n)) for (const m of n.modifiers ?? []) if (m.kind === ts.SyntaxKind.ExportKeyword || (m.kind === ts.SyntaxKind.DefaultKeyword && n.name)) at.push([m.getStart(), m.end, ' '.repeat(m.end - m.getStart())]);
    if (full && ts.isShorthandPropertyAssignment(n)) at.push([n.name.end, n.name.end, ': ' + n.name.text]);
    if ((ts.isImportDeclaration(n) || ts.isExportDeclaration(n)) && n.moduleSpecifier && ts.isStringLiteral(n.moduleSpecifier)) lit(n.moduleSpecifier);
    else if (ts.isCallExpression(n) && (n.expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(n.expression) && n.expression.text === 'require')) && n.arguments[0] && ts.isStringLiteral(n.arguments[0])) lit(n.arguments[0]);
    else if (ts.isImportTypeNode(n) && ts.isLiteralTypeNode(n.argument) && ts.isStringLiteral(n.argument.literal)) lit(n.argument.literal);
    const t = top && !ts.isFunctionLike(n) && !ts.isPropertyDeclaration(n) && !ts.isClassStaticBlockDeclaration(n); ts.forEachChild(n, (m) => walk(m, t)); };
  walk(sf, true);
  at.sort((x, y) => x[0] - y[0]); let out = '', last = 0; for (const [p, q, t] of at) { out += src.slice(last, p) + t; last = q; } out += src.slice(last);
  const fwd = (o) => { let d = 0; for (const [p, q, t] of at) if (p < o ) d += t.length - (q - p); return o + d; };
  const bwd = (o) => { let d = 0; for (const [p, q, t] of at) { const s = p + d; if (o < s) break; if (o < s + t.length) return p; d += t.length - (q - p); } return o - d; };
  const lc = (l, c) => { const ls = out.split('\n'); let o = Math.min(c - 1, (ls[l - 1] ?? '').length); for (let i = 0; i < l - 1; i++) o += (ls[i] ?? '').length + 1; const b = bwd(o), pre = src.slice(0, b); return [pre.split('\n').length, b - pre.lastIndexOf('\n')]; };
  return { out, fwd, bwd, lc, aw, specs };
};
let carry = null, lastConv = null;                     // declarations of a cell that failed half-way
const prevOf = (prev) => carry && carry.base === prev ? carry.decl : prev;
const keepFailed = () => { if (!lastConv?.r.declOutput) return; const { base, used, r } = lastConv; const sf = ts.createSourceFile('d.d.ts', r.declOutput, ts.ScriptTarget.Latest, true); let decl = '';
  for (const st of sf.statements) { const tx = st.getFullText(); if (!used.includes(tx.trim())) { const ns = ts.isVariableStatement(st) ? st.declarationList.declarations.map((d) => d.name.getText()) : ts.isFunctionDeclaration(st) || ts.isClassDeclaration(st) ? [st.name.text] : []; if (ns.some((n) => vars[n] === undefined)) continue; } decl += tx; }
  carry = { base, decl }; };
// the specifier of an import the cursor is in: [start, end] of its text
const importAt = (src, pos) => { let hit = null; const sf = ts.createSourceFile('c.ts', src, asModule, true);
  const walk = (n) => { if (ts.isStringLiteral(n) && n.getStart() < pos && pos <= Math.max(n.end - 1, n.getStart() + 1) && ((ts.isImportDeclaration(n.parent) || ts.isExportDeclaration(n.parent)) || (ts.isCallExpression(n.parent) && (n.parent.expression.kind === ts.SyntaxKind.ImportKeyword || n.parent.expression.getText() === 'require')))) hit = [n.getStart() + 1, /["']$/.test(n.getText()) && n.end - n.getStart() > 1 ? n.end - 1 : n.end];
    ts.forEachChild(n, walk); }; walk(sf); return hit; };
const conv = { ...node,
  inspect(prev, src, pos) { poll(); const e = edit(src, false); return node.inspect(prevOf(prev), e.out, e.fwd(pos)); },
  complete(prev, src, pos) { poll();
    const lit = importAt(src, pos); if (lit) { const [from, to] = lit, typed = src.slice(from, pos), e = edit(src.slice(0, pos) + src.slice(to), false); const r = node.complete(prevOf(prev), e.out, e.fwd(pos));
      const cut = typed.lastIndexOf('/') + 1, last = typed.slice(cut), names = [...new Set((r.original?.entries ?? []).map((x) => x.name))].filter((n) => n.startsWith(last) && !n.startsWith('__'));
      return { start: from + cut, end: to, candidates: names, original: r.original }; }
    const e = edit(src, false); const r = node.complete(prevOf(prev), e.out, e.fwd(pos)); return { ...r, start: e.bwd(r.start), end: e.bwd(r.end) }; },
  convert(prev, src) {
  const e = edit(src, true); cellEdits.set(`cell[${cellNo}]`, e); lastConv = null; missing.fresh = missing.any; missing.any = false; poll();
  const used = prevOf(prev); const r = node.convert(used, e.out); missing.any = r.diagnostics.some((d) => /Cannot find module/.test(d.messageText));
  for (const d of r.diagnostics) if (!d.fileName) { d.messageText = d.messageText.replace(/'([^']+)'/g, (a, x) => e.specs.has(x) ? `'${e.specs.get(x)}'` : a); const [l, c] = e.lc(d.start.line + 1, d.start.character + 1); d.start = { ...d.start, line: l - 1, character: c - 1 }; }
  r.hasToplevelAwait = e.aw;
  // tslab forgets namespaces and `declare global` of earlier cells
  if (r.declOutput !== undefined && /\b(global|namespace|module)\b/.test(used)) for (const st of ts.createSourceFile('d.d.ts', used, ts.ScriptTarget.Latest, true).statements)
    if (ts.isModuleDeclaration(st) && !r.declOutput.includes(st.getText()) && (st.name.text === 'global' || !new RegExp(`\\b(?:namespace|class|enum|function|const|let|var) ${st.name.text}\\b`).test(r.declOutput))) r.declOutput += st.getText() + '\n';
  if (!r.diagnostics.length) lastConv = { base: prev, used, r };
  if (r.sideOutputs) {
    // a folder is imported as its index: tslab looks for FOLDER.js only
    for (const o of [...r.sideOutputs]) if (o.path.endsWith('/index.js')) r.sideOutputs.push({ path: path.dirname(o.path) + '.js', data: `module.exports = require("./${path.basename(path.dirname(o.path))}/index");` });
    const changed = new Set(r.sideOutputs.map((o) => o.path));
    for (const o of r.sideOutputs) { seen.set(o.path, o.data); const m = /\/\/# tslabmap=(\d+)/.exec(o.data);
      if (m) fileMap.set(o.path, [+m[1], path.relative(root, o.path).replace(/\.js$/, '.ts'), 0]); }
    for (let grew = true; grew;) { grew = false;
      for (const [p, d] of seen) if (!changed.has(p)) for (const m of d.matchAll(/require\("(\.[^"]+)"\)/g)) {
        const q = path.join(path.dirname(p), m[1]);
        if (changed.has(q) || changed.has(q + '.js')) { changed.add(p); r.sideOutputs.push({ path: p, data: d }); grew = true; break; } } }
  }
  return r;
} };

// ---- 5. interrupt signal for cooperative loops ----
let ac = new AbortController();
globalThis.__cell = { get signal() { return ac.signal; },
  publish(type, content) { server.pub(type, content); } };

// ---- 6. executor with our console: rich last value, structured errors ----
let state = null; const als = new (require('async_hooks').AsyncLocalStorage)();
const bundle = (v) => {
  const f = v != null && (typeof v === 'object' || typeof v === 'function') && v[Symbol.for('Jupyter.display')];
  const b = f ? f.call(v) : {};
  if (!('text/plain' in b)) b['text/plain'] = util.inspect(v, { depth: 3 });
  return b;
};
process.chdir(nbdir);
const executor = createExecutor(root, { node: conv, browser: conv, close() { node.close(); } }, {
  log: (v) => { if (!state.silent) server.result(bundle(v)); },
  error: (...a) => {
    if (a[0] === '%s%d:%d - %s') {                       // compile diagnostics
      state.diags.push(`${a[1] || `cell[${cellNo}] `}${a[2]}:${a[3]} - ${a[4]}`);
      state.err = { ename: 'TypeScriptError', evalue: state.diags[0], traceback: state.diags };
    } else { const e = a[0];
      const intr = e instanceof Interrupted || e?.message === 'Interrupted asynchronously' || e?.code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED';
      state.err = { ename: intr ? 'KeyboardInterrupt' : e?.name ?? 'Error', evalue: String(e?.message ?? e),
        traceback: intr ? ['KeyboardInterrupt'] : e?.stack ? mapStack(util.inspect(e)) : [util.inspect(e)] };
    }
  },
});

globalThis.__tslab__ = { exports: vars, require: globalThis.__tslab__.require };
class Handler extends JupyterHandlerImpl {
  constructor(...a) { super(...a); this.tail = Promise.resolve(); this.failedAt = 0; this.hist = []; }
  handleKernel() { const k = super.handleKernel(); const { codemirror_mode, ...li } = k.language_info; return { status: 'ok', ...k, language_info: { ...li, version: ts.version, codemirror_mode: 'typescript', pygments_lexer: 'typescript', nbconvert_exporter: 'script' }, help_links: [] }; }
  createWriteToIopub(name, ws) { const w = super.createWriteToIopub(name, ws); return (b, enc, cb) => { const r = w(b); const f = typeof enc === 'function' ? enc : cb; if (f) queueMicrotask(f); return r; }; }
  handleIsComplete(q) { const r = super.handleIsComplete(q); const d = ts.createSourceFile('t.ts', q.code, ts.ScriptTarget.Latest).parseDiagnostics ?? []; const end = q.code.trimEnd().length; if (r.status !== 'complete') return d.some((x) => x.start + x.length < end && x.code !== 1160 && x.code !== 1010) ? { status: 'invalid' } : r;
    return d.some((x) => x.code === 1160 || x.code === 1010) ? { status: 'incomplete', indent: '' } : d.length ? { status: 'invalid' } : r; }
  handleComplete(q) { const u = [...q.code].slice(0, q.cursor_pos).join('').length; const r = super.handleComplete({ ...q, cursor_pos: u }); const cp = (o) => [...q.code.slice(0, o)].length; return { ...r, cursor_start: cp(r.cursor_start), cursor_end: cp(r.cursor_end) }; }
  handleInspect(q) { let u = [...q.code].slice(0, q.cursor_pos).join('').length; for (let i = 0; i < 6 && u > 0; i++) { const r = super.handleInspect({ ...q, cursor_pos: u }); if (r.found) return r;
      let d = 0, j = u - 1; for (; j >= 0; j--) { const c = q.code[j]; if (c === ')') d++; else if (c === '(') { if (!d) break; d--; } } u = j; } return { status: 'ok', found: false, data: {}, metadata: {} }; }
  handleExecute(r, ws, wd) {
    const at = this.at ?? performance.now();
    const p = this.tail.then(async () => {
      if (at < this.failedAt) return { status: 'aborted' };
      cellNo = this.execCount + 1; ac = new AbortController(); state = { diags: [], err: null, silent: !!r.silent }; flag[0] = 0; lastTurn = performance.now();
      const quiet = r.silent || r.store_history === false; server.input(r.code, r.silent); if (!quiet) this.hist.push([1, cellNo, r.code]);
      // tslab mis-parses top-level `await (` / `await [` / `for await`: make the cell async for certain
      const code = r.code;
      try { if (server.late) { state.err = server.late; server.late = lastConv = null; throw state.err; }
        this.running = true; server.ran = cellNo; flag[1] = 1; const c = await als.run({ no: cellNo }, () => this.handleExecuteImpl({ ...r, code }, ws, wd)); const lv = lastConv?.r.lastExpressionVar; if (lv && executor.locals[lv] === null && !r.silent) server.result({ 'text/plain': 'null' });
        const ue = {}; for (const [k, x] of Object.entries(r.user_expressions ?? {})) try { ue[k] = { status: 'ok', data: bundle(new Function('e', `with (e) { return (${x}\n) }`)(vars)), metadata: {} }; } catch (e) { ue[k] = { status: 'error', ename: e.name, evalue: String(e.message), traceback: [] }; }
        return { status: 'ok', execution_count: c.count, user_expressions: ue, payload: [] }; }
      catch (c) { if (!state.diags.length) keepFailed(); if (server.late && state.err?.ename === 'KeyboardInterrupt' && !flag[0]) { state.err = server.late; server.late = null; } if (r.stop_on_error !== false) this.failedAt = performance.now();
        return { status: 'error', execution_count: this.execCount, ...(state.err ?? { ename: 'Error', evalue: String(c), traceback: [String(c?.stack ?? c)] }) }; }
      finally { this.running = false; flag[1] = 0; if (quiet) this.execCount--; }
    });
    this.tail = p.catch(() => {});
    return p;
  }
}
class Server extends ZmqServer {
  send(type, msg, content, sock = this.iopub) { const m = msg.createReply(); m.header.msg_type = type; m.content = content; m.signAndSend(this.connInfo.key, sock); }
  pub(type, content) { this.flush(); this.send(type, this.cur, content); }
  input(code, silent) { this.cur = this.next.get(code)?.shift() ?? this.cur; if (!silent) this.send('execute_input', this.cur, { code, execution_count: cellNo }); }
  result(data) { this.flush(); this.send('execute_result', this.cur, { data, metadata: {}, execution_count: cellNo }); }
  next = new Map(); buf = [];
  say(text) { if (this.cur) this.stream(this.cur, 'stderr', text); else process.stderr.write(text); }
  stream(msg, name, text) {
    const last = this.buf[this.buf.length - 1];
    if (last && last.msg === msg && last.name === name && last.n < 65536) { last.t.push(text); last.n += text.length; } else this.buf.push({ msg, name, t: [text], n: text.length });
    const now = Date.now(); if (now - (this.win ?? 0) > 100) { this.win = now; this.sent = 0; }
    if (this.buf.length > 1 || ++this.sent <= 50 || now - (this.at ?? 0) > 30) this.flush(); else this.timer ??= setTimeout(() => this.flush(), 30);
  }
  flush() { clearTimeout(this.timer); this.timer = undefined; this.at = Date.now(); const b = this.buf; this.buf = [];
    for (const { msg, name, t } of b) this.send('stream', msg, { name, text: t.join('') }); }
  // A client that cannot be asked anything (nbconvert, papermill) runs headless: a cell is done when the timers and requests it set going are,
  // as a program would be, so that what they throw fails it; 10 s at most, and what still goes on then is said and not waited for again.
  going() { const n = {}; for (const t of process.getActiveResourcesInfo()) n[t] = (n[t] ?? 0) + 1; return n; }
  async rest(before) {
    const more = () => Object.entries(this.going()).filter(([t, n]) => n > (before[t] ?? 0)).map(([t]) => t), end = performance.now() + 10000; let left;
    while (!this.late && (left = more()).length && performance.now() < end) await new Promise((f) => setTimeout(f, 5).unref());
    if (!this.late && left.length) this.say(`cell [${cellNo}] left something running (${left.join(', ')}); not waited for any longer\n`);
  }
  async handleExecute(sock, msg) {
    this.headless = msg.content.allow_stdin === false; const before = this.headless && this.going();
    const q = this.next.get(msg.content.code) ?? []; q.push(msg); this.next.set(msg.content.code, q);
    const r = await this.handler.handleExecute(msg.content, (n, t) => this.stream(msg, n, t), (d, u) => { this.flush(); this.send(u ? 'update_display_data' : 'display_data', msg, d); });
    this.settling = cellNo; await new Promise((f) => setImmediate(f));           // let unhandled rejections of this cell in
    if (this.headless && r.status === 'ok') await this.rest(before);
    this.settling = 0;
    this.flush();
    if (r.status === 'ok' && this.late) { const e = this.late; r.status = 'error'; Object.assign(r, e); }
    this.late = null;
    if (r.status === 'error') this.send('error', msg, { ename: r.ename, evalue: r.evalue, traceback: r.traceback });
    this.send('execute_reply', msg, r, sock);
  }
  handleCommInfoRequest(sock, msg) { this.send('comm_info_reply', msg, { status: 'ok', comms: {} }, sock); }
  async handleShellMessage(sock, ...args) {
    const raw = args.map(String).join(' ');
    if (/"msg_type": ?"execute_request"/.test(raw)) {      // one cell wholly (busy .. idle) before the next
      const at = performance.now(); this.q = (this.q ?? Promise.resolve()).then(() => { this.handler.at = at; return super.handleShellMessage(sock, ...args); }).catch((e) => process.stderr.write(String(e?.stack ?? e))); return this.q; }
    const mt = /"msg_type": ?"(comm_open|comm_msg|comm_close|history_request)"/.exec(raw)?.[1];
    if (mt && this.M) { const m = this.M.fromRaw(this.connInfo.key, args); this.publishStatus('busy', m);
      if (mt === 'comm_open') this.send('comm_close', m, { comm_id: m.content.comm_id, data: {} });
      if (mt === 'history_request') { const q = m.content; let h = this.handler.hist; if (q.hist_access_type === 'tail') h = h.slice(-(q.n || h.length)); else if (q.hist_access_type === 'range') h = h.filter((x) => x[1] >= (q.start ?? 0) && (q.stop == null || x[1] < q.stop));
        else { const re = new RegExp('^' + (q.pattern ?? '*').replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.') + '$', 's'); h = h.filter((x) => re.test(x[2])); if (q.unique) h = [...new Map(h.map((x) => [x[2], x])).values()]; if (q.n) h = h.slice(-q.n); }
        this.send('history_reply', m, { status: 'ok', history: q.output ? h.map(([a, b, c]) => [a, b, [c, null]]) : h }, sock); }
      this.publishStatus('idle', m); return; }
    return super.handleShellMessage(sock, ...args);
  }
}
Server.prototype.handleKernelInfo = function (sock, msg) { this.M = msg.constructor; const r = ZmqServer.prototype.handleKernelInfo.call(this, sock, msg); setTimeout(prewarm, 5).unref(); return r; };
Server.prototype.bindSocket = async function (sock, port) { if (sock !== this.control) return ZmqServer.prototype.bindSocket.call(this, sock, port); };
Server.prototype.handleShutdown = function (sock, msg) { ZmqServer.prototype.handleShutdown.call(this, sock, msg); setTimeout(() => process.exit(0), 150); };
const server = new Server(new Handler(executor, false), process.argv[2]);
// ---- 7. control channel in its own thread: interrupt and shutdown also during a synchronous step ----
const { Worker } = require('worker_threads');
const interrupt = () => { if (!server.handler.running) return; flag[0] = 1; ac.abort(new Error('KeyboardInterrupt')); const n = cellNo; setTimeout(() => { if (server.handler.running && cellNo === n) executor.interrupt(); }, 300); };
const ctl = new Worker(`
  const { workerData: d, parentPort } = require('worker_threads'); const z = require(d.zmq), { createHmac, randomUUID } = require('crypto');
  const c = JSON.parse(require('fs').readFileSync(d.conn, 'utf8')), flag = d.flag, s = new z.Router();
  (async () => { await s.bind(c.transport + '://' + c.ip + ':' + c.control_port); parentPort.postMessage('bound'); parentPort.once('message', () => s.close());
    for await (const raw of s) { try { const at = raw.findIndex((b) => b.toString() === '<IDS|MSG>'), parts = raw.slice(at + 2);
      const sig = (ps) => { const h = createHmac('sha256', c.key); for (const p of ps) h.update(p); return h.digest('hex'); }; if (c.key && sig(parts.slice(0, 4)) !== raw[at + 1].toString()) continue;
      const head = JSON.parse(parts[0]), content = JSON.parse(parts[3]); const t = head.msg_type;
      const reply = async (type, body) => { const ps = [JSON.stringify({ ...head, msg_id: randomUUID(), msg_type: type, date: new Date().toISOString() }), parts[0], '{}', JSON.stringify(body)]; await s.send([...raw.slice(0, at), '<IDS|MSG>', sig(ps), ...ps]); };
      if (t === 'interrupt_request') { Atomics.store(flag, 0, Atomics.load(flag, 1)); parentPort.postMessage('interrupt'); await reply('interrupt_reply', { status: 'ok' }); }
      else if (t === 'kernel_info_request') await reply('kernel_info_reply', d.info);
      else if (t === 'shutdown_request') { setTimeout(() => process.kill(process.pid, 'SIGKILL'), 1500); await reply('shutdown_reply', { status: 'ok', restart: !!content.restart }); await new Promise((r) => setTimeout(r, 30)); s.close(); parentPort.postMessage('shutdown'); return; }
      else await reply(t.replace(/_request$/, '_reply'), { status: 'error', ename: 'NotImplemented', evalue: t, traceback: [] });
    } catch (e) { process.stderr.write('control: ' + e + '\\n'); } } })();`, { eval: true, resourceLimits: { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 64 }, workerData: { zmq: zFile, conn: process.argv[2], flag, info: server.handler.handleKernel() } });
ctl.unref(); ctl.on('message', (m) => { if (m === 'interrupt') interrupt(); if (m === 'shutdown') process.exit(0); });
// the control thread first: a process that ends under its open socket says "terminate called ... Napi::Error"
const end = () => { ctl.postMessage('close'); setTimeout(() => process.exit(0), 50); };
process.on('SIGINT', interrupt);
// no input here: say so instead of waiting for ever
const noInput = () => new Error('this kernel takes no input (stdin): set a variable in the cell instead');
const { Readable } = require('stream'); const nostdin = new Readable({ read() { this.destroy(noInput()); } }); nostdin.isTTY = false; nostdin.fd = 0; nostdin.setRawMode = () => nostdin; nostdin.ref = nostdin.unref = () => nostdin;
Object.defineProperty(process, 'stdin', { value: nostdin, configurable: true }); globalThis.prompt ??= () => { throw noInput(); };
// a late throw belongs to the cell whose code set it going: fails it while it runs, else is only shown. In a headless run it fails the cell that
// runs or the next one, and goes to the file that GRAFT_LATE_ERRORS names: after the last cell nobody listens any more
const late = (kind) => (e) => { if (e instanceof Interrupted) return; const no = als.getStore()?.no, lines = mapStack(util.inspect(e)), busy = server.handler.running || server.settling, own = busy && (no === undefined || no === cellNo);
  const what = `${kind}${own || no === undefined ? '' : ` (from cell [${no}])`}`, text = `${what}: ${lines.join('\n')}\n`;
  if (own || server.headless) server.late ??= { ename: what, evalue: String(e?.message ?? e), traceback: lines };
  if (server.headless && process.env.GRAFT_LATE_ERRORS) fs.appendFileSync(process.env.GRAFT_LATE_ERRORS, text);
  if (server.headless && !busy) process.stderr.write(text); else server.say(text);
  if (busy && server.late) executor.interrupt(); };
process.on('uncaughtException', late('UncaughtException'));
process.on('unhandledRejection', late('UnhandledRejection'));
const parent = process.ppid; setInterval(() => { if (process.ppid !== parent) end(); }, 1000).unref();
// the first check is done while the client still gets ready: right after kernel_info is answered, or after 0.3 s
const prewarm = () => { if (prewarm.done || cellNo) return; prewarm.done = true;
  const e = edit('const a = 1; a', true); node.convert('', e.out);
  if (tsModule.saveCache) setTimeout(() => { if (!server.handler.running) tsModule.saveCache(); }, 2000).unref(); };
server.init().then(() => setTimeout(prewarm, 300).unref());
