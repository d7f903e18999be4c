namespace LogStats.Receive;

/// <summary>Lines that stand one behind another and belong into one file.</summary>
internal struct LineRun
{
    /// <summary>When the window begins, in seconds of a calendar without zones; <see cref="LineWindows.Untimed"/> for none.</summary>
    public long Window;

    public int Start;

    public int Length;

    public int Lines;

    /// <summary>The earliest and the latest of their times.</summary>
    public long First;

    public long Last;

    /// <summary>How many minutes the clock of the first line is ahead of UTC, where it says so.</summary>
    public short? Offset;
}
