import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);
import{existsSync as n}from"node:fs";import{dirname as t,join as e}from"node:path";function i(r){if(n(e(r,"app.yml")))return r;let o=t(r);if(o===r)throw new Error("Interlock runs from its own folder: there is no app.yml above it");return i(o)}export{i as a};
