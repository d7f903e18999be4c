using LogStats.Receive;

namespace LogStats.Tests.Receive;

/// <summary>A ledger in memory. A commit that is made to fail may be found done, until it is settled.</summary>
internal sealed class MemoryLedger : ILedger
{
    private readonly Dictionary<string, LedgerSource> _sources = [];
    private readonly Dictionary<(string, string), LedgerFile> _files = [];
    private readonly Dictionary<(string, string, long, long), string> _contents = [];
    private readonly Dictionary<(string, string, int), LedgerPart> _parts = [];
    private LedgerChange? _unknown;

    /// <summary>Asked before each commit: what fails there, or null.</summary>
    public Func<IOException?> Fails { get; set; } = static () => null;

    /// <summary>Asked at a crash about a commit that failed: whether it is there.</summary>
    public bool KeepsUnknown { get; set; }

    /// <summary>Told of each commit before it is done.</summary>
    public Action<LedgerChange> Committing { get; set; } = static _ => { };

    public string Path => "memory";

    public bool IsNew => _sources.Count == 0;

    public List<LedgerLoss> Losses { get; } = [];

    public IReadOnlyCollection<LedgerPart> Parts => _parts.Values;

    public int CountSources() => _sources.Count;

    public LedgerSource? FindSource(string source) => _sources.GetValueOrDefault(source);

    public int CountFiles(string source) => _files.Keys.Count(file => file.Item1 == source);

    public LedgerFile? FindFile(string source, string file) => _files.GetValueOrDefault((source, file));

    public IReadOnlyList<LedgerTail> FindAlike(string source, string stem, int most) => [.. _files.Values
        .Where(file => file.Source == source && file.File.StartsWith(stem + "-", StringComparison.Ordinal)).Take(most)
        .Select(file => new LedgerTail(file.File, file.Mark, null, null))];

    public string? FindContent(string source, string file, long start, long end) => _contents.GetValueOrDefault((source, file, start, end));

    public LedgerPart? LastPart(string source, string stem)
        => _parts.Values.Where(part => part.Source == source && part.Stem == stem).MaxBy(static part => part.Number);

    public IReadOnlyList<LedgerPart> UnsealedParts() => [.. _parts.Values.Where(static part => part.State < PartState.Sealed)];

    public void Commit(LedgerChange change)
    {
        Assert.Null(_unknown); // Nothing may be committed before what failed is settled.
        Committing(change);
        if (Fails() is { } error)
        {
            _unknown = change;
            throw error;
        }

        Apply(change);
    }

    public void Settle()
    {
        if (Fails() is { } error)
        {
            throw error;
        }

        _unknown = null;
    }

    /// <summary>The process is gone: a commit that failed is there or not.</summary>
    public void Crash()
    {
        if (_unknown is { } change && KeepsUnknown)
        {
            Apply(change);
        }

        _unknown = null;
    }

    public int ForgetFiles(string source, DateTimeOffset before, int most) => 0;

    public void Dispose()
    {
    }

    private void Apply(LedgerChange change)
    {
        foreach (LedgerSource source in change.Sources)
        {
            _sources[source.Name] = source;
        }

        foreach (LedgerPart part in change.Parts)
        {
            _ = _sources.TryAdd(part.Source, new LedgerSource(part.Source, null, null));
            _parts[(part.Source, part.Stem, part.Number)] = part;
        }

        foreach (LedgerBatch batch in change.Batches)
        {
            _files[(batch.Source, batch.Key.File)] = new LedgerFile(batch.Source, batch.Key.File, batch.Key.End, batch.Number + 1);
            _contents[(batch.Source, batch.Key.File, batch.Key.Start, batch.Key.End)] = batch.Key.Content;
        }

        Losses.AddRange(change.Losses);
    }
}
