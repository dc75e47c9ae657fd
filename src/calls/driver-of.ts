import type { Site } from '../site/site';
import type { CallDriver } from './call-driver';
import { commandDriver } from './command-driver';
import { httpDriver } from './http-driver';
import { manualDriver } from './manual-driver';
import { noDriver } from './no-driver';

/** The site's call driver. `simulatorDriverUrl` is where the simulated gateway takes the driver's actions. */
export function driverOf(site: Site, simulatorDriverUrl: string | undefined): CallDriver {
  switch (site.calls.driver) {
    case 'http':
      return httpDriver(site.calls.url);
    case 'command':
      return commandDriver(site.calls.command, site.calls.args);
    case 'simulator':
      return simulatorDriverUrl === undefined
        ? noDriver('the simulated gateway was not started')
        : httpDriver(simulatorDriverUrl);
    case 'manual':
      return manualDriver();
    case 'none':
      return noDriver();
  }
}
