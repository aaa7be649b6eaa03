/** Manifests and READMEs stand beside articles and are none; dot files are the system's. */
export function isSkipped(name: string): boolean {
  return name.startsWith('.') || name.startsWith('_meta.') || /^readme(?:[.-]|$)/i.test(name);
}
