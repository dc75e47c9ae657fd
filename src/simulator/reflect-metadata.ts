/**
 * The four Reflect functions that @peculiar/x509's injection container asks for when it is loaded.
 * Its metadata is written once per class, at load time; nothing else in this process reads it.
 */
type Metadata = {
  getMetadata(key: unknown, target: object): unknown;
  getOwnMetadata(key: unknown, target: object): unknown;
  defineMetadata(key: unknown, value: unknown, target: object): void;
  metadata(key: unknown, value: unknown): (target: object) => void;
};

const byTarget = new WeakMap<object, Map<unknown, unknown>>();

const metadata: Metadata = {
  getMetadata(key, target) {
    for (let object: object | null = target; object; object = Object.getPrototypeOf(object) as object | null) {
      const own = byTarget.get(object);
      if (own?.has(key)) return own.get(key);
    }
    return undefined;
  },
  getOwnMetadata: (key, target) => byTarget.get(target)?.get(key),
  defineMetadata(key, value, target) {
    const own = byTarget.get(target) ?? new Map<unknown, unknown>();
    byTarget.set(target, own.set(key, value));
  },
  metadata: (key, value) => (target) => metadata.defineMetadata(key, value, target),
};

export function provideReflectMetadata(): void {
  if (!('getMetadata' in Reflect)) Object.assign(Reflect, metadata);
}
