/** `npm cit` needs no engine: its suite is a command of its own. */
export default function sayWhatIsLeftOut(): void {
  process.stdout.write(
    '\nNot run here: the suite of the engines, which installs their programs. Run `npm run engines`.\n',
  );
}
