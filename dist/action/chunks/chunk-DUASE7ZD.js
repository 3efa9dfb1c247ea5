import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
import{i as t}from"./chunk-U7TYFBYE.js";function p(n,o,r){let e=t(n,o);return e?[e]:[]}export{p as a};
