/**
 * Settings, destinations and route files, and how they change while the process runs: a change that can't work is
 * refused and said, and what worked before goes on.
 */
package io.pardotroutes.live;

