namespace LogStats.Scan;

/// <summary>Why a line did not become a record. One instance a reason, shared by all lines.</summary>
/// <param name="Id">Short and stable, for counting by.</param>
/// <param name="Text">What to tell a person.</param>
/// <param name="IsSkip">The line was rightly left out, not refused.</param>
public sealed record LineReason(string Id, string Text, bool IsSkip)
{
    public static readonly LineReason Blank = new("blank", "the line is empty", IsSkip: true);

    public static readonly LineReason GoesOn = new("goes-on", "the line goes on with the one before it and is read with it", IsSkip: true);

    public static readonly LineReason TooLong = new("too-long", "the line is longer than the limit", IsSkip: false);

    public static readonly LineReason CutOff = new("cut-off", "the input cannot be read to the line's end", IsSkip: false);
}
