-- What an answer cost in US dollars, by the list price of its model; null where no price is known.

alter table chat_stream add column cost_usd numeric(20, 12);
