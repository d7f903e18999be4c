using System.Diagnostics;
using LogStats.Faults;

namespace LogStats.Sinks.Sftp;

/// <summary>A private key, looked at before ssh does: that would only say that the server did not let it in.</summary>
internal static class SftpKey
{
    /// <summary>The path of the key: as it stands, or of a credential of systemd.</summary>
    /// <exception cref="LogStatsException">It is not there, cannot be read, or others can.</exception>
    public static string Check(string path)
    {
        string file = Path.IsPathRooted(path) || Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") is not { Length: > 0 } credentials || !File.Exists(Path.Join(credentials, path))
            ? path : Path.Join(credentials, path);
        try
        {
            using FileStream key = new(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return OperatingSystem.IsWindows() || (File.GetUnixFileMode(key.SafeFileHandle) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) == 0
                ? Path.GetFullPath(file) : throw Fail.PrivateKeyReadable(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.SecretNotFound(path, error is FileNotFoundException or DirectoryNotFoundException ? "there is no such key file" : "the key file cannot be read",
                "Name a private key that this account may read and nobody else.");
        }
    }

    /// <summary>Whether it opens with what is given for it: ssh does not say which of the two sides refused.</summary>
    public static async Task<bool> OpensAsync(SftpOptions options, SftpScratch scratch, CancellationToken stop)
    {
        if (OperatingSystem.IsWindows() || SftpPrograms.Find("ssh-keygen") is not { } program)
        {
            return true;
        }

        ProcessStartInfo start = new(program, [.. options.Secret is null ? (string[])["-P", ""] : [], "-y", "-f", Check(options.KeyFile!)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        scratch.Answer(start.Environment, options);
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        _ = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop)).ConfigureAwait(false);
        await process.WaitForExitAsync(stop).ConfigureAwait(false);
        return process.ExitCode == 0;
    }
}
