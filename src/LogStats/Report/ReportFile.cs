using System.Text;
using LogStats.Faults;
using LogStats.Files;

namespace LogStats.Report;

/// <summary>The file of a report: there whole or not at all, and never in the place of something else.</summary>
public sealed class ReportFile
{
    /// <summary>The data stand this far from the beginning at most: behind page, style and script.</summary>
    private const int LongestPage = 512 * 1024;

    private ReportFile(string path) => Path = path;

    public string Path { get; }

    /// <summary>Looks whether a report can be written, and leaves what is there as it is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keep">Whether a report that is there is to be kept.</param>
    /// <param name="force">Whether a file of something else may be replaced.</param>
    /// <exception cref="LogStatsException">It cannot be written, or what is there is to be kept.</exception>
    public static ReportFile Open(string path, bool keep = false, bool force = false)
    {
        if (Directory.Exists(path))
        {
            throw Fail.ReportWrite(path, new IOException("it is a directory"));
        }

        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
        {
            throw Fail.ReportWrite(path, new IOException($"there is no directory '{folder}'"));
        }

        if (keep && File.Exists(path))
        {
            throw Fail.ReportInTheWay(path, "is there already");
        }

        if (!force && File.Exists(path) && !IsReport(path))
        {
            throw Fail.ReportInTheWay(path, "is no report of LogStats");
        }

        ReportFile file = new(path);
        file.Try(static path =>
        {
            // Beside the file, as it will be: an account may be let into a folder and write nothing there.
            string probe = $"{path}.{System.IO.Path.GetRandomFileName()[..8]}.tmp";
            using FileStream stream = new(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        });
        return file;
    }

    /// <summary>Replaces the report in one step: who reads it sees the one before or this one.</summary>
    /// <exception cref="LogStatsException">It cannot be written; the one before is there as it was.</exception>
    public void Write(byte[] report) => Try(path => WholeFile.Write(path, report));

    /// <summary>Whether there is a report in a file.</summary>
    public static bool HasReport(string path) => File.Exists(path) && new FileInfo(path).Length > 0 && IsReport(path);

    /// <summary>Whether a file is a report, or empty, so that nothing is lost.</summary>
    public static bool IsReport(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] front = new byte[LongestPage];
            int length = file.ReadAtLeast(front, front.Length, throwOnEndOfStream: false);
            return length == 0 || front.AsSpan(0, length).IndexOf(Encoding.UTF8.GetBytes(ReportPage.DataStart)) >= 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Try(Action<string> write)
    {
        try
        {
            write(System.IO.Path.GetFullPath(Path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.ReportWrite(Path, error);
        }
    }
}
