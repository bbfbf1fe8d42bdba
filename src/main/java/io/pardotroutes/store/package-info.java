/** What has to be remembered between two runs. Knows neither Camel nor the queue. */
package io.pardotroutes.store;
