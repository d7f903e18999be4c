namespace LogStats.Sinks.PostgreSql;

/// <summary>
/// Rows that were given and not answered: the first of them are known to be stored, and the commit of the others, if it was
/// tried, got no answer.
/// </summary>
internal sealed class OpenBatch(IRow[] rows, int stored, SinkAnswer answer)
{
    public int Stored { get; private set; } = stored;

    public SinkAnswer Answer { get; private set; } = answer;

    /// <summary>The number of the batch whose commit is unknown; null once it is known.</summary>
    public required long? Number { get; set; }

    /// <summary>What it answers, if it was stored.</summary>
    public required SinkAnswer Expected { get; init; }

    public required List<(IRow Row, string Reason)> Refused { get; init; }

    public required bool HasNameless { get; init; }

    public required bool InLedger { get; init; }

    public IReadOnlyList<IRow> Rows => rows;

    public ArraySegment<IRow> Unknown => new(rows, Stored, rows.Length - Stored);

    /// <summary>Whether a batch begins with these rows: it is then the same one, perhaps grown.</summary>
    public bool Begins(IReadOnlyList<IRow> batch)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            if (i >= batch.Count || !ReferenceEquals(rows[i], batch[i]))
            {
                return false;
            }
        }

        return true;
    }

    public void Settle(SinkAnswer more)
    {
        Answer += more;
        Stored = rows.Length;
        Number = null;
    }
}
