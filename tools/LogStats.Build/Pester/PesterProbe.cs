using LogStats.Build.Processes;

namespace LogStats.Build.Pester;

/// <summary>Asks whether the machine has what the Pester files need: PowerShell 7.6 or later with Pester 5.</summary>
internal static class PesterProbe
{
    public const string Pwsh = "pwsh";

    public const string Absent = "no PowerShell 7.6 with Pester 5 on the PATH";

    private const string Yes = "pester-can-run";

    private const string Question =
        "if ($PSVersionTable.PSVersion -ge [version]'7.6' -and (Get-Module -ListAvailable Pester | "
        + "Where-Object { $_.Version.Major -eq 5 })) { '" + Yes + "' }";

    // A cold PowerShell on a slow disk takes seconds; one that takes minutes would not finish the tests either.
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    public static async Task<bool> CanRunAsync(Repository repository)
    {
        string? answer = await ToolProcess.CaptureAsync(Pwsh,
            ["-NoProfile", "-NonInteractive", "-Command", Question], repository.Root, s_limit);
        return answer is not null && answer.Contains(Yes, StringComparison.Ordinal);
    }
}
