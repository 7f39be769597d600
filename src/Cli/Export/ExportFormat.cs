namespace ActiveSeg.Cli.Export;

/// <summary>What a model is written as.</summary>
internal enum ExportFormat
{
    /// <summary>The weights as the server keeps them.</summary>
    Safetensors,

    /// <summary>An ONNX model.</summary>
    Onnx,

    /// <summary>A folder in the layout of a MONAI bundle.</summary>
    Bundle,

    /// <summary>The model card alone, as Markdown and JSON.</summary>
    Card,
}
