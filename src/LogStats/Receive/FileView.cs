using LogStats.Batches;

namespace LogStats.Receive;

/// <summary>A file of a source as it is to be once a group of batches is committed.</summary>
internal sealed class FileView(LedgerFile? known)
{
    private readonly List<BatchKey> _added = [];
    private long _numbered = known?.Batches ?? 0;

    public long? Mark { get; private set; } = known?.Mark;

    public bool IsNew { get; } = known is null;

    public bool IsCounted { get; set; }

    public void Add(BatchKey key)
    {
        _added.Add(key);
        Mark = key.End;
    }

    public long NextNumber() => _numbered++;

    public string? Content(long start, long end)
    {
        foreach (BatchKey key in _added)
        {
            if (key.Start == start && key.End == end)
            {
                return key.Content;
            }
        }

        return null;
    }
}
