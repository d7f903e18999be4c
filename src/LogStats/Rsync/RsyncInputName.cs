namespace LogStats.Rsync;

/// <summary>An input as records name it: its path for people, the hash of its first line for keys.</summary>
internal sealed record RsyncInputName(string? Path, long FirstLineHash)
{
    public static readonly RsyncInputName None = new(null, 0);
}
