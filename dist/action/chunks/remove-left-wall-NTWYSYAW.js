(globalThis.__zod_globalConfig??={}).jitless=true;import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
import{o as a,p as b,q as c}from"./chunk-YPLC53CV.js";import"./chunk-IC3PYYF3.js";import"./chunk-ZF3JBVET.js";import"./chunk-7II5PLZ4.js";export{b as ourselves,c as removeLeftWall,a as traceOf};
