(globalThis.__zod_globalConfig??={}).jitless=true;import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
import{B as t}from"./chunk-2F7S5M2H.js";function i(n,o,r){let e=t(n,o);return e?[e]:[]}export{i as a};
