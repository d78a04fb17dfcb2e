// What sw.js finds in its scope, beside what the checker knows of any worker. The build leaves it out.

declare const registration: ServiceWorkerRegistration;
declare const clients: Clients;
declare function skipWaiting(): Promise<void>;
declare function addEventListener<Name extends keyof ServiceWorkerGlobalScopeEventMap>(
  type: Name,
  listener: (event: ServiceWorkerGlobalScopeEventMap[Name]) => void,
): void;

/** A file of the site: its bytes and its hash. */
type Listed = [size: number, sha256: string];

/** The list of the site's files, which the build writes. */
interface WorkerGlobalScope {
  SITE: { version: string; files: Record<string, Listed> };
}
