using LogStats.Batches;
using LogStats.Faults;
using LogStats.Receive;

namespace LogStats.Sinks.Sqlite;

/// <summary>What is written into the ledger: all of a change or nothing.</summary>
public sealed partial class SqliteLedger
{
    /// <inheritdoc/>
    public void Commit(LedgerChange change) => Transaction(() =>
    {
        string now = Now(change.Time);
        foreach (LedgerSource source in change.Sources)
        {
            Run(_keepSource, source.Name, source.Claim, source.LastUpload, now);
        }

        foreach (LedgerPart part in change.Parts)
        {
            Keep(part, now);
        }

        foreach (LedgerBatch batch in change.Batches)
        {
            Keep(batch, now);
        }

        foreach (LedgerLoss loss in change.Losses)
        {
            _keepLoss.Text(1, loss.Source);
            _keepLoss.Text(2, loss.File);
            _keepLoss.Integer(3, loss.Start);
            _keepLoss.Integer(4, loss.End);
            _keepLoss.Text(5, now);
            Run(_keepLoss);
        }
    });

    /// <summary>
    /// A commit whose fsync failed may lie whole in the log file, to be found after a crash: another one, written in its place, ends
    /// that.
    /// </summary>
    public void Settle() => Transaction(() => _database.Execute(
        "INSERT INTO settled VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET number = number + 1"));

    /// <inheritdoc/>
    public int ForgetFiles(string source, DateTimeOffset before, int most)
    {
        int forgotten = 0;
        Transaction(() =>
        {
            using SqliteStatement old = _database.Prepare("SELECT id FROM file WHERE source = (SELECT id FROM source WHERE name = ?1)"
                + " AND changed < ?2 ORDER BY changed LIMIT ?3");
            using SqliteStatement batches = _database.Prepare("DELETE FROM batch WHERE file = ?1");
            using SqliteStatement file = _database.Prepare("DELETE FROM file WHERE id = ?1");
            old.Text(1, source);
            old.Text(2, Now(before));
            old.Integer(3, most);
            List<long> ids = [];
            while (old.Step())
            {
                ids.Add(old.ColumnInteger(0));
            }

            foreach (long id in ids)
            {
                batches.Integer(1, id);
                Run(batches);
                file.Integer(1, id);
                Run(file);
            }

            forgotten = ids.Count;
        });
        return forgotten;
    }

    private void Keep(LedgerPart part, string now)
    {
        Run(_addSource, part.Source, now);
        _keepPart.Text(1, part.Source);
        _keepPart.Text(2, part.Stem);
        _keepPart.Integer(3, part.Number);
        _keepPart.Text(4, part.Window);
        _keepPart.Integer(5, (long)part.State);
        _keepPart.Integer(6, part.Length);
        _keepPart.Integer(7, part.Lines);
        _keepPart.Integer(8, part.First);
        _keepPart.Integer(9, part.Last);
        _keepPart.Integer(10, part.WindowEnd.UtcTicks);
        _keepPart.Text(11, part.Sha256);
        _keepPart.Text(12, now);
        Run(_keepPart);
    }

    private void Keep(LedgerBatch batch, string now)
    {
        BatchKey key = batch.Key;
        _keepFile.Text(1, batch.Source);
        _keepFile.Text(2, key.File);
        _keepFile.Integer(3, key.End);
        _keepFile.Integer(4, batch.Number + 1);
        _keepFile.Text(5, batch.Path);
        _keepFile.Text(6, now);
        Run(_keepFile);
        _keepBatch.Text(1, batch.Source);
        _keepBatch.Text(2, key.File);
        _keepBatch.Integer(3, batch.Number % SqliteLedgerTables.KnownBatches);
        _keepBatch.Integer(4, key.Start);
        _keepBatch.Integer(5, key.End);
        _keepBatch.Text(6, key.Content);
        Run(_keepBatch);
    }

    private void Transaction(Action change) => Guarded(() =>
    {
        try
        {
            _database.Execute("BEGIN IMMEDIATE");
            change();
            _database.Execute("COMMIT");
            return true;
        }
        catch when (_database.InTransaction)
        {
            try
            {
                _database.Execute("ROLLBACK");
            }
            catch (LogStatsException)
            {
                // SQLite undid it by itself; the first fault is the one to tell.
            }

            throw;
        }
    });
}
