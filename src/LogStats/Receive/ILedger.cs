namespace LogStats.Receive;

/// <summary>
/// What a receiver knows for good: how far it has each file of each source, how long its own files are, who may send. It is used
/// by one thread.
/// </summary>
public interface ILedger : IDisposable
{
    /// <summary>For messages.</summary>
    string Path { get; }

    /// <summary>Whether nothing was ever committed.</summary>
    bool IsNew { get; }

    int CountSources();

    LedgerSource? FindSource(string source);

    int CountFiles(string source);

    LedgerFile? FindFile(string source, string file);

    /// <summary>Files whose name is a stem, a '-' and digits: of more than so many those with the highest numbers.</summary>
    IReadOnlyList<LedgerTail> FindAlike(string source, string stem, int most);

    /// <summary>What was stored of exactly that stretch of a file, as SHA-256 in hexadecimal; null where that is not known, or not any more.</summary>
    string? FindContent(string source, string file, long start, long end);

    /// <summary>The one with the highest number; null for none.</summary>
    LedgerPart? LastPart(string source, string stem);

    /// <summary>All that are neither sealed nor damaged.</summary>
    IReadOnlyList<LedgerPart> UnsealedParts();

    /// <summary>All of it or nothing, and on the disk before it returns.</summary>
    /// <exception cref="Faults.LogStatsException">Nobody knows whether it is there: see <see cref="Settle"/>.</exception>
    void Commit(LedgerChange change);

    /// <summary>
    /// After a commit that failed: returns once it is certain that either all of it is there for good or nothing ever will be. Before
    /// that nothing that it speaks of may be changed, or a crash could bring it back.
    /// </summary>
    void Settle();

    /// <summary>Forgets files that no batch came of since then, the longest ago first; returns how many.</summary>
    int ForgetFiles(string source, DateTimeOffset before, int most);
}
