(globalThis.__zod_globalConfig??={}).jitless=true;import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
import{z as t}from"./chunk-QVIPCAI4.js";function p(n,o,r){let e=t(n,o);return e?[e]:[]}export{p as a};
