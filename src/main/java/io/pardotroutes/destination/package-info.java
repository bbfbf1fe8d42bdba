/**
 * The destinations: one file each, checked and read into values, and who is told when one changes. Knows event, prospect, files, secret
 * and settings.
 */
package io.pardotroutes.destination;
