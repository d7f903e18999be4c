using Xunit;

namespace LogStats.Servers.Tests.Mail;

/// <summary>A test that needs the mail server of Python's aiosmtpd: skipped where it is not, by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsMailFactAttribute : FactAttribute
{
    private static readonly string? s_lack = Lack();

    public NeedsMailFactAttribute() => Skip = s_lack;

    // Debian's package is for Debian's Python; another one may come first on the path.
    private static string? Lack() => OperatingSystem.IsWindows() || !File.Exists(SmtpSink.Python)
        || Programs.RunAsync(SmtpSink.Python, ["-c", "import aiosmtpd"]).GetAwaiter().GetResult() != 0
        ? "no python3-aiosmtpd on this machine" : null;
}
