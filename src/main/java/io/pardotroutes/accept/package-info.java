/**
 * What every door does with its events: joins them with the destinations, leaves out what was sent before, and queues the rest. Changes
 * with the promise of never losing or doubling an event; knows destination, event, jms and store.
 */
package io.pardotroutes.accept;
