namespace LogStats.Sinks.Sftp;

/// <summary>What the client said between a command and the next. It says nothing where all went well.</summary>
/// <param name="Lines">The first of it.</param>
internal readonly record struct SftpReply(IReadOnlyList<string> Lines)
{
    public bool IsSilent => Lines.Count == 0;

    /// <summary>The length of a file, where this is the listing of one.</summary>
    public long? Length => Lines.Count == 1 ? SftpListing.Length(Lines[0]) : null;

    public override string ToString() => SftpFaults.Show(Lines);
}
