namespace LogStats.Receive;

/// <summary>A file of received lines to which lines are added: what is committed of it, and what is under way.</summary>
internal sealed class OpenPart(LedgerPart committed, DateTimeOffset arrival)
{
    /// <summary>As the ledger has it.</summary>
    public LedgerPart Committed { get; private set; } = committed;

    /// <summary>As it is to be once what is under way is committed.</summary>
    public LedgerPart Next { get; set; } = committed;

    /// <summary>When a line came last.</summary>
    public DateTimeOffset Arrival { get; set; } = arrival;

    public IPartFile? File { get; set; }

    /// <summary>Not in the ledger yet.</summary>
    public bool IsNew { get; set; }

    /// <summary>Written since it was synced.</summary>
    public bool IsDirty { get; set; }

    /// <summary>When it was used last, for which file to close first.</summary>
    public long Used { get; set; }

    public string Source => Committed.Source;

    public bool IsChanged => !ReferenceEquals(Next, Committed);

    public void Accept() => Committed = Next;

    /// <summary>Cuts what is under way; where that fails too, it is cut before it is used again.</summary>
    public void RollBack()
    {
        Next = Committed;
        IsDirty = false;
        try
        {
            File?.Cut(Committed.Length);
        }
        catch (IOException)
        {
            Close();
        }
    }

    public void Close()
    {
        File?.Dispose();
        File = null;
    }
}
