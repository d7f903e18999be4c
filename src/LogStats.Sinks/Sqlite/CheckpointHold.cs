using LogStats.Faults;

namespace LogStats.Sinks.Sqlite;

/// <summary>
/// A lock of the operating system on a file beside the database: it ends with the process, however that ends. The file
/// stays, because a name that is removed while another waits for it would be locked twice.
/// </summary>
internal static class CheckpointHold
{
    public static IDisposable Take(string path, string name)
    {
        string file = $"{Path.GetFullPath(path)}-{Safe(name)}.lock";
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException) when (File.Exists(file))
        {
            throw Fail.CheckpointInUse(path, name);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.SinkConnect(path, $"no lock can be made beside it ({error.Message.TrimEnd('.')})",
                "Ask for the right to write to its folder, or name another file.", error);
        }
    }

    /// <summary>A part of a file name, different for each name.</summary>
    private static string Safe(string name)
        => name.Length is > 0 and <= 64 && name.All(one => char.IsAsciiLetterLower(one) || char.IsAsciiDigit(one) || one is '-' or '_')
            ? name : "x" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)))[..24];
}
