using System.Management.Automation;
using LogStats.PowerShell.Tests.Running.Binding;

namespace LogStats.PowerShell.Tests.Running;

/// <summary>
/// Decides ShouldProcess and ShouldContinue from -WhatIf, -Confirm, the cmdlet's impact and the test's answer.
/// </summary>
internal sealed class Consent(Pipeline pipeline, BoundCommand command)
{
    internal bool ToProcess(string description, string? question, out ShouldProcessReason reason)
    {
        reason = ShouldProcessReason.None;
        if (command.Change.WhatIf)
        {
            reason = ShouldProcessReason.WhatIf;
            pipeline.Streams.WhatIf.Add($"What if: {description}");
            return false;
        }

        // $ConfirmPreference stays at its default, High.
        bool asks = command.Change.Confirm ?? command.Metadata.ConfirmImpact == ConfirmImpact.High;
        return !asks || Ask(question ?? description);
    }

    internal bool Ask(string question)
    {
        pipeline.Streams.Questions.Add(question);
        return pipeline.Answer is { } answer
            ? answer(question)
            : throw new PSInvalidOperationException(
                "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.");
    }
}
