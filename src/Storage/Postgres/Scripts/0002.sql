-- Gradient embeddings (BADGE), empty for scans described before.
alter table scan_signal add column gradient bytea not null default '';

alter table scan_signal alter column gradient set storage external;
