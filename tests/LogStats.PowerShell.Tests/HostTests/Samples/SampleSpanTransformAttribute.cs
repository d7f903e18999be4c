#nullable enable

using System;
using System.Globalization;
using System.Management.Automation;

namespace LogStats.PowerShell.Tests.Samples;

/// <summary>Reads 5m and 3h; refuses a number without a unit.</summary>
public sealed class SampleSpanTransformAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        string text = LanguagePrimitives.ConvertTo<string>(inputData);
        if (text.Length < 2
            || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int amount))
        {
            throw new ArgumentTransformationMetadataException($"'{text}' is not a span like 5m or 3h.");
        }

        return text[^1] switch
        {
            'm' => TimeSpan.FromMinutes(amount),
            'h' => TimeSpan.FromHours(amount),
            _ => throw new ArgumentTransformationMetadataException($"'{text}' has no unit."),
        };
    }
}
