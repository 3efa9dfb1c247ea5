(globalThis.__zod_globalConfig??={}).jitless=true;import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
import{a,b,c,d}from"./chunk-47XPC46C.js";import"./chunk-7II5PLZ4.js";export{c as accessVariablesOf,b as keyVariablesOf,a as keysOf,d as readModelAccess};
