using System.Text;

namespace LogStats.Agent.Tests.Running;

/// <summary>Access logs that real servers wrote.</summary>
internal static class AccessSample
{
    /// <summary>191 lines of nginx, each a request.</summary>
    public const int Lines = 191;

    public static string Path { get; } = Named("nginx-upstream");

    public static byte[] Bytes => File.ReadAllBytes(Path);

    public static string Named(string name) => System.IO.Path.Join(AppContext.BaseDirectory, "Data", "elf", name + ".log");

    /// <summary>A line whose path tells which one it is.</summary>
    public static string Line(int number, string time = "21/Nov/2020:10:00:00 +0000")
        => $"192.0.2.1 - - [{time}] \"GET /n/{number} HTTP/1.1\" 200 85 \"-\" \"x\"\n";

    public static byte[] Numbered(int from, int count)
        => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(from, count).Select(number => Line(number))));
}
