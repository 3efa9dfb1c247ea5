(globalThis.__zod_globalConfig??={}).jitless=true;import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
import{a,b,c,d}from"./chunk-P4RVZOUO.js";import"./chunk-7II5PLZ4.js";export{a as loadPriceList,c as toNanoDollars,d as tokensOf,b as withoutPrices};
