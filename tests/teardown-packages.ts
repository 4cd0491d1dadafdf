export default function teardown(): void {
  globalThis.removePackages?.();
}
