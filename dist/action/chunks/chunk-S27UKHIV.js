(globalThis.__zod_globalConfig??={}).jitless=true;import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
import{I as t}from"./chunk-53BF6KQZ.js";function i(n,o,r){let e=t(n,o);return e?[e]:[]}export{i as a};
