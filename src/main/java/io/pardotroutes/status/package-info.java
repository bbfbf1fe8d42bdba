/** What an operator is told: metrics, who waits and why, health. Knows broker and destination. */
package io.pardotroutes.status;
