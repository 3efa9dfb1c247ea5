import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
import{k as t}from"./chunk-WNQW57KQ.js";function p(n,o,r){let e=t(n,o);return e?[e]:[]}export{p as a};
