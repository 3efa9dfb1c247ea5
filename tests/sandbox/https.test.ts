import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { makeCertificate, openWorkshop } from './outsiders-programs.ts';

test('with a certificate the sandbox has an address of https, and speaks http at the same port', async () => {
  await using workshop = await openWorkshop({ GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_NOSYSTEM: '1' });
  const { file, ...tls } = makeCertificate(workshop.folder);
  await using sandbox = await startSandbox({ tls });
  await sandbox.createRepository({ owner: 'acme', name: 'web', files: { 'a.txt': 'a\n' } });
  expect(sandbox.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);

  const secure = await new Promise<string>((resolve, reject) => {
    const options = { ca: tls.cert, headers: { 'user-agent': 'tests' } };
    request(`${sandbox.apiUrl}/repos/acme/web`, options, (answer) => resolve(text(answer)))
      .on('error', reject)
      .end();
  });
  const plain = await fetch(`${sandbox.apiUrl.replace('https:', 'http:')}/repos/acme/web`);
  expect(JSON.parse(secure)).toEqual(await plain.json());
  expect(JSON.parse(secure)).toMatchObject({ clone_url: `${sandbox.url}/acme/web.git` });

  const clone = ['-c', `http.sslCAInfo=${file}`, 'clone', '-q', `${sandbox.url}/acme/web.git`, 'web'];
  await workshop.run('git', clone);
  expect(await workshop.run('git', ['-C', 'web', 'ls-files'])).toBe('README.md\na.txt\n');
  expect(sandbox.defects).toEqual([]);
});
