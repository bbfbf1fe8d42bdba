/**
 * Beans of the routes from the queue to Pardot and back: which prospect an event is about, what is written, what becomes of it. Changes
 * with how Pardot is written to; knows auth, destination, event, jms, pardot, prospect, status and store.
 */
package io.pardotroutes.delivery;
