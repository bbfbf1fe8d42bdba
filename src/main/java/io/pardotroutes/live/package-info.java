/**
 * What follows files while the process runs: a change of settings, destinations or routes that can't work is refused and said, and what
 * worked before goes on. Knows routes, destination, files and settings.
 */
package io.pardotroutes.live;

