import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
import{k as t}from"./chunk-ZXAX2QO7.js";function p(n,o,r){let e=t(n,o);return e?[e]:[]}export{p as a};
