-- Gradient embeddings (BADGE), empty for scans described before.
alter table scan_signal add column gradient blob not null default x'';
