using LogStats.Faults;

namespace LogStats.PowerShell.Bases;

/// <summary>
/// Keeps refused lines as they stand, so that they can be read again once the reason is known. Lines are appended;
/// the file is made when the first one comes.
/// </summary>
internal sealed class RejectFile(string path) : IDisposable
{
    private FileStream? _file;

    /// <summary>A file cannot take the lines that are refused while it is itself read.</summary>
    public bool Is(string input) => string.Equals(
        Path.GetFullPath(input), path, OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    /// <exception cref="LogStatsException">The line could not be kept.</exception>
    public void Write(ReadOnlySpan<byte> line)
    {
        try
        {
            _file ??= new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
            _file.Write(line);
            _file.WriteByte((byte)'\n');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.SinkRejected(
                path, error.Message.TrimEnd('.'), "Name a file in a folder that this account may write to, with room left.", error);
        }
    }

    public void Dispose() => _file?.Dispose();
}
