namespace LogStats;

/// <summary>How far a directory of tstat is.</summary>
[Flags]
public enum TstatDirectoryState
{
    /// <summary>tstat has left it, and nobody has marked it yet.</summary>
    Ready = 1,

    /// <summary>It is marked: its flows are where they had to go.</summary>
    Processed = 2,

    /// <summary>tstat may still write it, or it holds no log of flows.</summary>
    Incomplete = 4,

    All = Ready | Processed | Incomplete,
}
